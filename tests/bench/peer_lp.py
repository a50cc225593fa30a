#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""GLPK and Clp side by side on the linear programs of optimal sets, which bench-lp writes.

Usage: peer_lp.py FOLDER. Both are called as libraries, with their defaults: one feasible set {a >= 0 : A a = b}, and
the least and the largest of each a in turn, each from the basis of the one before. Both answers are to agree with
those of bench-lp to 1e-7, or this ends with 1. Says so and stops where a library is missing (Debian: libglpk40,
coinor-libclp1).
"""
import ctypes
import glob
import json
import os
import sys
import time
from ctypes import c_double, c_int, c_void_p

from records import record

REPEATS = 7
AGREE = 1e-7
GLP_MIN, GLP_FX, GLP_LO, GLP_OPT, GLP_MSG_OFF = 1, 5, 2, 5, 0


class Glpk:
    """{a >= 0 : A a = b}."""
    name = 'GLPK'

    def __init__(self, library, program):
        self.library = library
        rows, columns = program['rows'], program['columns']
        self.problem = library.glp_create_prob()
        library.glp_add_rows(self.problem, rows)
        library.glp_add_cols(self.problem, columns)
        for i, value in enumerate(program['rhs'], 1):
            library.glp_set_row_bnds(self.problem, i, GLP_FX, c_double(value), c_double(value))
        for j in range(1, columns + 1):
            library.glp_set_col_bnds(self.problem, j, GLP_LO, c_double(0), c_double(0))
        entries = [(i + 1, j + 1, program['a'][i * columns + j]) for i in range(rows) for j in range(columns)]
        count = len(entries)
        library.glp_load_matrix(self.problem, count,
                                (c_int * (count + 1))(0, *(entry[0] for entry in entries)),
                                (c_int * (count + 1))(0, *(entry[1] for entry in entries)),
                                (c_double * (count + 1))(0, *(entry[2] for entry in entries)))

    def minimise(self, column, cost):
        library = self.library
        library.glp_set_obj_coef(self.problem, column + 1, c_double(cost))
        if library.glp_simplex(self.problem, None) != 0 or library.glp_get_status(self.problem) != GLP_OPT:
            raise RuntimeError('GLPK found no optimum')
        value = library.glp_get_obj_val(self.problem)
        library.glp_set_obj_coef(self.problem, column + 1, c_double(0))
        return value

    def free(self):
        self.library.glp_delete_prob(self.problem)


class Clp:
    """The same."""
    name = 'Clp'

    def __init__(self, library, program):
        self.library = library
        rows, columns = program['rows'], program['columns']
        self.columns = columns
        self.model = library.Clp_newModel()
        library.Clp_setLogLevel(self.model, 0)
        doubles, zeros = c_double * (rows * columns), (c_double * columns)()
        by_column = doubles(*(program['a'][i * columns + j] for j in range(columns) for i in range(rows)))
        starts = (c_int * (columns + 1))(*(rows * j for j in range(columns + 1)))
        indices = (c_int * (rows * columns))(*(i for _ in range(columns) for i in range(rows)))
        rhs = (c_double * rows)(*program['rhs'])
        upper = (c_double * columns)(*([1e30] * columns))
        library.Clp_loadProblem(self.model, columns, rows, starts, indices, by_column, zeros, upper, zeros, rhs, rhs)
        self.costs = (c_double * columns)()

    def minimise(self, column, cost):
        library = self.library
        self.costs[column] = cost
        library.Clp_chgObjCoefficients(self.model, self.costs)
        if library.Clp_primal(self.model, 0) != 0:
            raise RuntimeError('Clp found no optimum')
        self.costs[column] = 0
        return library.Clp_objectiveValue(self.model)

    def free(self):
        self.library.Clp_deleteModel(self.model)


def load_libraries():
    """[(kind, library)] with the types of what is called."""
    try:
        glpk, clp = ctypes.CDLL('libglpk.so.40'), ctypes.CDLL('libClp.so.1')
    except OSError as error:
        print(f'Skipped: {error} (Debian: libglpk40, coinor-libclp1).')
        sys.exit(0)
    pointers = ctypes.POINTER(c_double)
    glpk.glp_create_prob.restype = c_void_p
    glpk.glp_get_obj_val.restype = c_double
    for name in ('add_rows', 'add_cols', 'load_matrix', 'simplex', 'get_status', 'get_obj_val', 'delete_prob'):
        function = getattr(glpk, 'glp_' + name)
        function.argtypes = {'add_rows': [c_void_p, c_int], 'add_cols': [c_void_p, c_int],
                             'load_matrix': [c_void_p, c_int, c_void_p, c_void_p, c_void_p],
                             'simplex': [c_void_p, c_void_p]}.get(name, [c_void_p])
    glpk.glp_set_obj_coef.argtypes = [c_void_p, c_int, c_double]
    for name in ('glp_set_row_bnds', 'glp_set_col_bnds'):
        getattr(glpk, name).argtypes = [c_void_p, c_int, c_int, c_double, c_double]
    glpk.glp_term_out(GLP_MSG_OFF)
    clp.Clp_newModel.restype = c_void_p
    clp.Clp_objectiveValue.restype = c_double
    for name in ('deleteModel', 'objectiveValue'):
        getattr(clp, 'Clp_' + name).argtypes = [c_void_p]
    for name in ('setLogLevel', 'primal'):
        getattr(clp, 'Clp_' + name).argtypes = [c_void_p, c_int]
    clp.Clp_chgObjCoefficients.argtypes = [c_void_p, pointers]
    clp.Clp_loadProblem.argtypes = [c_void_p, c_int, c_int, ctypes.POINTER(c_int), ctypes.POINTER(c_int)] + [pointers] * 6
    return [(Glpk, glpk), (Clp, clp)]


def find_ranges(kind, library, program):
    """(CPU milliseconds, answers): loading the matrix is not counted."""
    solver = kind(library, program)
    answers = []
    begin = time.process_time()
    for column in range(program['columns']):
        for cost in (1.0, -1.0):
            answers.append(cost * solver.minimise(column, cost))
    spent = 1e3 * (time.process_time() - begin)
    solver.free()
    return spent, answers


def main():
    libraries = load_libraries()
    worst = 0.0
    for path in sorted(glob.glob(os.path.join(sys.argv[1], '*.json'))):
        with open(path, encoding='utf-8') as file:
            program = json.load(file)
        scale = max(1.0, max(abs(value) for value in program['ranges']))
        for kind, library in libraries:
            times = []
            for _ in range(REPEATS):
                spent, answers = find_ranges(kind, library, program)
                times.append(spent)
                worst = max(worst, max(abs(p - q) for p, q in zip(answers, program['ranges'])) / scale)
            record(f'lp/{program["name"]}, {kind.name} alone', 'ms CPU', times)
            print(f'{program["name"]:<28} {kind.name:<5} {sorted(times)[REPEATS // 2]:8.2f} ms')
    print(f'answers differ from those of bench-lp by {worst:.1e} at most')
    return 0 if worst <= AGREE else 1


if __name__ == '__main__':
    sys.exit(main())
