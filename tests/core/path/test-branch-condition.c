/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/path/rsc-branch-condition.h"

/* Two neurons of one value each, on one data point: all that these conditions look at. */
typedef struct
{
  RscBranchState state;
  RscBranchNeuron neurons[2];
  double images[2];
  double r[1];
} Scene;

static void
scene_init (Scene *self)
{
  *self = (Scene){ .images = { 1.0, 1.0 }, .r = { 1.0 } };
  self->state.n = self->state.d = 1;
  self->state.lambda = 1.0;
  self->state.r = self->r;
  self->state.n_neurons = 2;
  self->state.neurons = self->neurons;
  for (gsize k = 0; k < 2; k++)
    {
      self->neurons[k].n_free = 1;
      self->neurons[k].images = &self->images[k];
    }
}

/* A norm below zero breaks its condition however far below it is: also where it is more than all
 * others, and their sum is below zero too. */
static void
test_norm (void)
{
  const RscBranchCondition condition = { RSC_BRANCH_NORM, 1, 0 };
  Scene scene;

  scene_init (&scene);
  scene.neurons[0].norm = 1.0;
  scene.neurons[1].norm = 3.0;
  g_assert_cmpfloat (rsc_branch_condition_measure (&scene.state, &condition), ==, -0.75);
  scene.neurons[1].norm = -1.0;
  g_assert_cmpfloat (rsc_branch_condition_measure (&scene.state, &condition), ==, 0.5);
  scene.neurons[1].norm = -3.0;
  g_assert_cmpfloat (rsc_branch_condition_measure (&scene.state, &condition), ==, 0.75);
}

/* Outside of the basis ||v|| = λ must stay so from above and from below, up to what it lacked at
 * the start. */
static void
test_correlation (void)
{
  const RscBranchCondition condition = { RSC_BRANCH_CORRELATION, 0, 0 };
  Scene scene;

  scene_init (&scene);
  g_assert_cmpfloat (rsc_branch_condition_measure (&scene.state, &condition), <=, 0.0);
  for (int side = -1; side <= 1; side += 2)
    {
      scene.r[0] = 1.0 + 0.25 * side;
      scene.neurons[0].slack = 0.0;
      g_assert_cmpfloat (rsc_branch_condition_measure (&scene.state, &condition), >, 0.2);
      scene.neurons[0].slack = 0.5;
      g_assert_cmpfloat (rsc_branch_condition_measure (&scene.state, &condition), <, -0.2);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/branch-condition/norm", test_norm);
  g_test_add_func ("/branch-condition/correlation", test_correlation);
  return g_test_run ();
}
