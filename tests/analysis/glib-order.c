/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tells ThreadSanitizer the order that GLib makes between threads. Debian's GLib is not built for
 * it and locks by bare futexes, so that without this every access behind a GMutex would be a race.
 * Loaded before the libraries by LD_PRELOAD; nothing is done but what GLib does, with a word to the
 * sanitizer before and after. Counts of references order more here than they promise: a release and
 * an acquisition at each, so that what follows the last of them is seen after all the others. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <gio/gio.h>

void __tsan_acquire (void *address);
void __tsan_release (void *address);

/* The function of GLib that has the name of the one that asks. */
#define REAL(name) ((__typeof__ (&name)) dlsym (RTLD_NEXT, #name))

/* A function with which GLib calls back, in place of the one that was given. */
typedef struct
{
  GFunc func;
  gpointer user_data;
} Call;

static GPrivate clear_now;

/* --- locks -------------------------------------------------------------------------------- */

void
g_mutex_lock (GMutex *mutex)
{
  static void (*real) (GMutex *);

  if (!real)
    real = REAL (g_mutex_lock);
  real (mutex);
  __tsan_acquire (mutex);
}

gboolean
g_mutex_trylock (GMutex *mutex)
{
  const gboolean locked = REAL (g_mutex_trylock) (mutex);

  if (locked)
    __tsan_acquire (mutex);
  return locked;
}

void
g_mutex_unlock (GMutex *mutex)
{
  static void (*real) (GMutex *);

  if (!real)
    real = REAL (g_mutex_unlock);
  __tsan_release (mutex);
  real (mutex);
}

void
g_cond_wait (GCond *cond, GMutex *mutex)
{
  __tsan_release (mutex);
  REAL (g_cond_wait) (cond, mutex);
  __tsan_acquire (mutex);
}

gboolean
g_cond_wait_until (GCond *cond, GMutex *mutex, gint64 end_time)
{
  __tsan_release (mutex);
  const gboolean met = REAL (g_cond_wait_until) (cond, mutex, end_time);
  __tsan_acquire (mutex);
  return met;
}

void (g_once_init_leave) (volatile void *location, gsize result)
{
  __tsan_release ((void *) location);
  REAL (g_once_init_leave) (location, result);
}

/* --- counts of references ----------------------------------------------------------------- */

/* NAME (ITEM), which may free the item. */
#define ORDER_UNREF(name, Type)                            \
  void (name) (Type * item)                                \
  {                                                        \
    static void (*real) (Type *);                          \
                                                           \
    if (!real)                                             \
      real = (void (*) (Type *)) dlsym (RTLD_NEXT, #name); \
    if (item)                                              \
      {                                                    \
        __tsan_release (item);                             \
        __tsan_acquire (item);                             \
      }                                                    \
    real (item);                                           \
  }

ORDER_UNREF (g_object_unref, void)
ORDER_UNREF (g_bytes_unref, GBytes)
ORDER_UNREF (g_ptr_array_unref, GPtrArray)
ORDER_UNREF (g_array_unref, GArray)
ORDER_UNREF (g_hash_table_unref, GHashTable)

gboolean (g_atomic_ref_count_dec) (gatomicrefcount *count)
{
  __tsan_release ((void *) count);
  const gboolean last = REAL (g_atomic_ref_count_dec) (count);
  if (last)
    __tsan_acquire ((void *) count);
  return last;
}

static void
clear (gpointer box)
{
  GDestroyNotify func = g_private_get (&clear_now);

  __tsan_acquire (box);
  func (box);
}

void
g_atomic_rc_box_release_full (gpointer box, GDestroyNotify func)
{
  gpointer outer = g_private_get (&clear_now);

  /* What is cleared may hold other boxes. */
  g_private_set (&clear_now, func);
  __tsan_release (box);
  REAL (g_atomic_rc_box_release_full) (box, clear);
  g_private_set (&clear_now, outer);
}

/* --- work for threads --------------------------------------------------------------------- */

static void
call (gpointer item, gpointer user_data)
{
  const Call *self = user_data;

  __tsan_acquire (user_data);
  self->func (item, self->user_data);
  __tsan_release (user_data);
}

GThreadPool *
g_thread_pool_new (GFunc func, gpointer user_data, gint most, gboolean exclusive, GError **error)
{
  Call *self = g_new (Call, 1);

  *self = (Call){ func, user_data };
  return REAL (g_thread_pool_new) (call, self, most, exclusive, error);
}

gboolean
g_thread_pool_push (GThreadPool *pool, gpointer item, GError **error)
{
  __tsan_release (pool->user_data);
  return REAL (g_thread_pool_push) (pool, item, error);
}

void
g_thread_pool_free (GThreadPool *pool, gboolean immediate, gboolean wait)
{
  gpointer self = pool->user_data;

  REAL (g_thread_pool_free) (pool, immediate, wait);
  __tsan_acquire (self);
  if (wait)
    g_free (self);
}

static void
run_task (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GTaskThreadFunc func = (GTaskThreadFunc) g_object_get_data (G_OBJECT (task), "glib-order");

  __tsan_acquire (task);
  func (task, source, task_data, cancellable);
  __tsan_release (task);
}

void
g_task_run_in_thread (GTask *task, GTaskThreadFunc func)
{
  g_object_set_data (G_OBJECT (task), "glib-order", (gpointer) func);
  __tsan_release (task);
  REAL (g_task_run_in_thread) (task, run_task);
}

void
g_task_return_pointer (GTask *task, gpointer result, GDestroyNotify destroy)
{
  __tsan_release (task);
  REAL (g_task_return_pointer) (task, result, destroy);
}

void
g_task_return_boolean (GTask *task, gboolean result)
{
  __tsan_release (task);
  REAL (g_task_return_boolean) (task, result);
}

void
g_task_return_error (GTask *task, GError *error)
{
  __tsan_release (task);
  REAL (g_task_return_error) (task, error);
}

gpointer
g_task_propagate_pointer (GTask *task, GError **error)
{
  __tsan_acquire (task);
  return REAL (g_task_propagate_pointer) (task, error);
}

gboolean
g_task_propagate_boolean (GTask *task, GError **error)
{
  __tsan_acquire (task);
  return REAL (g_task_propagate_boolean) (task, error);
}
