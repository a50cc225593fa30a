/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/report/rsc-movie-webp.h"

#include "core/numerics/rsc-error.h"
#include "ui/words/rsc-animation-words.h"
#include <math.h>
#include <webp/encode.h>
#include <webp/mux.h>

/* How long the last frame stays, before it all begins again. */
#define REST 1.5 /* s */

/* Of WebP's effort: more makes files a little smaller and takes many times as long. */
#define METHOD 2
#define QUALITY 85.0f

/* A whole picture at least so often, for who jumps to a place. */
#define KEY_MIN 30
#define KEY_MAX 120

struct _RscMovieWebp
{
  WebPAnimEncoder *encoder;
  WebPConfig config;
  int width;
  int height;
  guint rate;
  gsize n_frames;
};

static gboolean
fail (GError **error, const char *reason)
{
  g_autofree char *message = rsc_animation_words_dup_failed (reason);

  g_set_error_literal (error, RSC_ERROR, RSC_ERROR_LIMIT, message);
  return FALSE;
}

/* In milliseconds. */
static int
get_time (const RscMovieWebp *self, gsize k)
{
  return (int) lround (1000.0 * (double) k / self->rate);
}

RscMovieWebp *
rsc_movie_webp_new (int width, int height, guint rate, GError **error)
{
  RscMovieWebp *self;
  WebPAnimEncoderOptions options;

  g_return_val_if_fail (width > 0 && height > 0 && rate > 0, NULL);

  self = g_new0 (RscMovieWebp, 1);
  self->width = width;
  self->height = height;
  self->rate = rate;
  if (WebPAnimEncoderOptionsInit (&options) && WebPConfigInit (&self->config))
    {
      options.kmin = KEY_MIN;
      options.kmax = KEY_MAX;
      self->config.method = METHOD;
      self->config.quality = QUALITY;
      self->config.use_sharp_yuv = 1;
      self->config.thread_level = 1;
      self->encoder = WebPAnimEncoderNew (width, height, &options);
    }
  if (self->encoder == NULL)
    {
      fail (error, "libwebp");
      rsc_movie_webp_free (self);
      return NULL;
    }
  return self;
}

void
rsc_movie_webp_free (RscMovieWebp *self)
{
  if (self == NULL)
    return;
  WebPAnimEncoderDelete (self->encoder);
  g_free (self);
}

/* Cairo's pixels have nothing where WebP has their opacity. */
static void
copy_pixels (cairo_surface_t *frame, WebPPicture *picture)
{
  const unsigned char *data;
  int stride;

  cairo_surface_flush (frame);
  data = cairo_image_surface_get_data (frame);
  stride = cairo_image_surface_get_stride (frame);
  for (int y = 0; y < picture->height; y++)
    {
      const guint32 *from = (const guint32 *) (const void *) (data + (gssize) y * stride);
      guint32 *to = picture->argb + (gssize) y * picture->argb_stride;

      for (int x = 0; x < picture->width; x++)
        to[x] = from[x] | 0xff000000u;
    }
}

gboolean
rsc_movie_webp_add (RscMovieWebp *self, cairo_surface_t *frame, GError **error)
{
  WebPPicture picture;
  gboolean done;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (frame != NULL, FALSE);
  g_return_val_if_fail (cairo_image_surface_get_format (frame) == CAIRO_FORMAT_RGB24, FALSE);
  g_return_val_if_fail (cairo_image_surface_get_width (frame) == self->width, FALSE);
  g_return_val_if_fail (cairo_image_surface_get_height (frame) == self->height, FALSE);

  if (!WebPPictureInit (&picture))
    return fail (error, "libwebp");
  picture.use_argb = 1;
  picture.width = self->width;
  picture.height = self->height;
  done = WebPPictureAlloc (&picture) != 0;
  if (done)
    {
      copy_pixels (frame, &picture);
      done =
        WebPAnimEncoderAdd (self->encoder, &picture, get_time (self, self->n_frames), &self->config)
        != 0;
      self->n_frames++;
    }
  WebPPictureFree (&picture);
  return done || fail (error, WebPAnimEncoderGetError (self->encoder));
}

GBytes *
rsc_movie_webp_finish (RscMovieWebp *self, GError **error)
{
  WebPData data;
  GBytes *bytes;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (self->n_frames > 0, NULL);

  WebPDataInit (&data);
  if (!WebPAnimEncoderAdd (self->encoder, NULL,
                           get_time (self, self->n_frames - 1) + (int) (1000.0 * REST), NULL)
      || !WebPAnimEncoderAssemble (self->encoder, &data))
    {
      fail (error, WebPAnimEncoderGetError (self->encoder));
      return NULL;
    }
  bytes = g_bytes_new (data.bytes, data.size);
  WebPDataClear (&data);
  return bytes;
}
