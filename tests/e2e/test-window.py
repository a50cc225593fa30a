#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The real program on a real (virtual) display: what a person does with mouse and keyboard, and what
the screen and the screen reader then say."""
import os
import re
import sys
import tempfile
import time

import pyatspi

from program import TIMEOUT, Program, check, drag, main, wait_for, xdo


def lambda_shown(program):
    return float(program.label(r'^= [0-9.e+-]+$')[2:])


def shows_a_gallery_set():
    with Program('gallery:checkerboard') as program:
        program.label('^Certified: gap')
        program.label('^narrowest 8$')
        program.label('^Not unique$')
        program.label('^dimension 3$')
        program.label('^16 minimal networks$')
        check(abs(lambda_shown(program) - 0.1155) < 1e-3, 'λ is not 0.1 λ_max')


def lambda_follows_the_drag():
    with Program('gallery:checkerboard') as program:
        before = lambda_shown(program)
        x, y, width, height = program.area('slider', '^λ on the')
        # The knob is on the line, which is as wide as the picture of the path above it.
        left, _, span, _ = program.area('image', '^Solution path$')
        knob = (left + span // 3, y + round(height * 0.63))

        def held():
            wait_for('another λ while the button is held',
                     lambda: lambda_shown(program) < before / 3)
            return program.label('^Certified: gap|^On the path: gap')

        drag(knob, (knob[0] + span // 3, knob[1]), during=held)
        check(0.01 < lambda_shown(program) / before < 0.3, 'not a decade lower')
        program.label('^Certified: gap')


def lambda_takes_an_exact_value():
    with Program('gallery:checkerboard') as program:
        program.label('^dimension 3$')
        program.click('text', 'fraction')
        xdo('key', 'ctrl+a')
        xdo('type', '0.5')
        xdo('key', 'Return')
        program.label('^Unique')
        check(abs(lambda_shown(program) - 0.57735) < 1e-4, 'λ is not 0.5 λ_max')
        # A fraction is taken; what is no λ is explained where one looks.
        program.click('text', 'fraction')
        xdo('key', 'ctrl+a')
        xdo('type', '1/3')
        xdo('key', 'Return')
        wait_for('a third', lambda: abs(lambda_shown(program) - 1.1547005 / 3) < 1e-4)
        xdo('key', 'ctrl+a')
        xdo('type', '3/1')
        xdo('key', 'Return')
        wait_for('why', lambda: program.find(None, 'is no fraction of'))
        check(abs(lambda_shown(program) - 1.1547005 / 3) < 1e-4, 'λ moved')


SUPERSCRIPTS = str.maketrans('⁰¹²³⁴⁵⁶⁷⁸⁹', '0123456789')


def the_marker_moves_the_network():
    with Program('gallery:checkerboard') as program:
        program.label('^dimension 3$')
        program.label('^12 neurons$')
        # Along the set in the convex space, then back a little in the curved one.
        for half, right, down in ((0, 30, 12), (1, -20, 0)):
            start = program.marker(half)
            drag(start, (start[0] + right, start[1] + down))
            end = program.marker(half)
            check(abs(end[0] - start[0] - right) < 12 and abs(end[1] - start[1] - down) < 12,
                  f'dragged from {start}, now at {end}')
            fit = program.label('^Training fit')
            match = re.search('within [0-9.]+×10⁻([⁰¹²³⁴⁵⁶⁷⁸⁹]+)', fit)
            check('exactly' in fit or int(match.group(1).translate(SUPERSCRIPTS)) >= 9, fit)


def the_set_turns_and_zooms():
    with Program('gallery:checkerboard') as program:
        program.label('^dimension 3$')
        name = ('image', 'Set of all optimal networks')
        x, y, width, height = program.area(*name)
        corner = (x + 30, y + height - 30)
        xdo('mousemove', *corner, 'click', 1)
        xdo('mousemove', 200, 5)
        time.sleep(0.5)
        first = program.picture(*name)[3]
        for key in ('shift+Right', 'shift+Up', 'plus'):
            before = program.picture(*name)[3]
            xdo('key', key)
            wait_for('a change by ' + key, lambda: program.picture(*name)[3] != before)
        # The view goes back and forth by itself.
        xdo('key', '--repeat', 3, 'alt+Left')
        wait_for('the first view after Alt+Left', lambda: program.picture(*name)[3] == first)
        xdo('key', '--repeat', 3, 'alt+Right')
        wait_for('another view after Alt+Right', lambda: program.picture(*name)[3] != first)
        xdo('key', 'Home')
        wait_for('the first view after Home', lambda: program.picture(*name)[3] == first)
        drag(corner, (corner[0] + 80, corner[1] - 40))
        turned = program.picture(*name)[3]
        check(turned != first, 'the drag turned nothing')
        xdo('mousemove', *corner, 'click', 4)
        wait_for('a zoom by the wheel', lambda: program.picture(*name)[3] != turned)
        xdo('click', '--repeat', 2, '--delay', 60, 1)
        xdo('key', 'Home')
        xdo('mousemove', 200, 5)
        wait_for('the first view again', lambda: program.picture(*name)[3] == first)


def vertices_are_picked():
    with Program('gallery:checkerboard') as program:
        program.click('push button', '^Next vertex$')
        program.label('^Vertex 1 of 16$')
        program.click('push button', '^Next vertex$')
        program.label('^Vertex 2 of 16$')
        program.click('push button', '^Previous vertex$')
        program.label('^Vertex 1 of 16$')
        xdo('mousemove', *program.marker())
        program.label(r'^Vertex \d+: [89] neurons')
        program.click('push button', '^Narrowest$')
        program.label('^8 neurons$')
        program.click('push button', '^Interior$')
        program.label('^12 neurons$')


def keys_of_the_window():
    with Program('gallery:xor') as program:
        program.label('^Unique')
        program.label(r'^Neurons \(4\)')
        xdo('key', 'F9')
        picture = ('image', 'Function of the picked network')
        wait_for('no side panel', lambda: program.area(*picture)[0] < 60)
        xdo('key', 'F9')
        wait_for('the side panel', lambda: program.area(*picture)[0] > 300)
        xdo('key', 'ctrl+g')
        wait_for('the gallery', lambda: program.find('label', '^Regular polygon$'))
        time.sleep(0.5)
        program.click('label', '^Regular polygon$')
        program.label('^dimension 5$')
        program.label('^narrowest 3$')


def ratio_shown(program):
    return lambda_shown(program) / 1.1547005383792517


def wait_for_the_path(program):
    wait_for('the path', lambda: program.find('label', r'^\d+ events'))


def the_path_plays():
    with Program('gallery:checkerboard') as program:
        wait_for_the_path(program)
        # Looked up before: every question waits for a frame while it plays, and the tree is large.
        place = program.find('label', r'^= [0-9.e+-]+$')
        certificate = program.find('label', '^Certified: gap')
        xdo('mousemove', *program.center('push button', '^Play$'), 'click', 1)
        wait_for('λ on its way', lambda: float(place.name[2:]) / 1.1547 < 0.07)
        check(certificate.name.startswith('On the path: gap'), certificate.name)
        xdo('click', 1)
        program.label('^Certified: gap')
        held = ratio_shown(program)
        check(held > 0.002, f'paused at {held}')
        time.sleep(0.5)
        check(ratio_shown(program) == held, 'λ moves after Pause')
        # The keys, on the bar and on a picture.
        xdo('key', 'End')
        wait_for('the end', lambda: abs(ratio_shown(program) - 0.001) < 1e-6)
        xdo('key', 'Home')
        wait_for('the beginning', lambda: abs(ratio_shown(program) - 1) < 1e-3)
        program.label('^0 neurons$')
        program.click('image', 'Function of the picked network')
        xdo('key', 'Right')
        wait_for('an event', lambda: 0.3 < ratio_shown(program) < 1)
        xdo('key', 'space')
        wait_for('λ on its way', lambda: float(place.name[2:]) / 1.1547 < 0.3)
        xdo('key', 'space')
        program.label('^Certified: gap')
        check(ratio_shown(program) > 0.002, 'not paused')


def the_cursor_of_the_path_is_dragged():
    with Program('gallery:checkerboard') as program:
        wait_for_the_path(program)
        x, y, width, height = program.area('image', '^Solution path$')
        middle = y + height // 2
        drag((x + width // 2, middle), (x + width * 3 // 4, middle))
        right = ratio_shown(program)
        check(right < 0.05, f'dragged to the right, now at {right}')
        drag((x + width * 3 // 4, middle), (x + 4, middle))
        check(abs(ratio_shown(program) - 1) < 1e-3, 'dragged to the left end')
        # The line of λ is under the picture: the same λ at the same place.
        drag((x + width // 2, middle), (x + width * 3 // 5, middle))
        above = ratio_shown(program)
        _, y, _, height = program.area('slider', '^λ on the')
        drag((x + width // 2, y + round(height * 0.63)), (x + width * 3 // 5, y + round(height * 0.63)))
        check(abs(ratio_shown(program) / above - 1) < 0.01, f'scrubbed to {ratio_shown(program)}')


def space_plays_from_the_beginning():
    with Program('gallery:checkerboard') as program:
        wait_for_the_path(program)
        check(program.find('list item', '^Neuron 1$'), 'the rows of neurons have no names')
        place = program.find('label', r'^= [0-9.e+-]+$')
        xdo('key', 'space')
        wait_for('λ on its way', lambda: float(place.name[2:]) / 1.1547 < 0.09)
        xdo('key', 'space')
        program.label('^Certified: gap')


def one_panel_alone():
    with Program('gallery:xor') as program:
        program.label('^Unique')
        before = program.area('image', '^Solution path$')
        program.click('push button', '^Show the path alone$')
        wait_for('a larger picture',
                 lambda: program.area('image', '^Solution path$')[3] > 1.5 * before[3])
        check(not program.find('image', 'Function of the picked network'), 'the others are there')
        xdo('key', 'F11')
        wait_for('all of them', lambda: program.find('image', 'Function of the picked network'))


def a_csv_from_the_command_line():
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, 'points.csv')
        with open(path, 'w', encoding='utf-8') as file:
            file.write('height,target\n-1,1\n-0.5,0\n0,-0.5\n0.7,0.2\n1,2\n')
        with Program(path) as program:
            program.label('^Certified')
            program.label('5 rows, 1 feature')
            check(program.find('image', 'Function of the picked network'), 'no picture')


def a_bad_csv_is_told():
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, 'broken.csv')
        with open(path, 'w', encoding='utf-8') as file:
            file.write('a,b,y\n1,2,3\n4,five,6\n')
        with Program(path) as program:
            message = wait_for('the message', lambda: program.find('alert', 'broken.csv')).name
            check(':3:' in message, message)
            program.label('^Open a CSV or choose a set')
            xdo('key', 'ctrl+w')
            _, stderr = program.process.communicate(timeout=TIMEOUT)
            check(program.process.returncode == 2, f'exit code {program.process.returncode}')
            check('broken.csv:3:' in stderr, stderr)


def pruning_goes_to_the_minimal_network():
    for name, start, narrowest in (('checkerboard', 12, 8), ('polygon-12', 12, 3)):
        with Program('gallery:' + name) as program:
            program.click('push button', '^Pruning$')
            program.label(f'^Start: the interior point of the optimal set, {start} neurons')
            program.click('push button', '^To minimal$')
            sentence = program.label('Minimal with [0-9]+ neurons')
            width = int(re.search('Minimal with ([0-9]+)', sentence).group(1))
            check(f'the narrowest optimal network has {narrowest}.' in sentence
                  or (width == narrowest and 'no optimal network is narrower' in sentence), sentence)
            check('changes no prediction on the data' in sentence, sentence)
            # The other views show that network: its width, and that the data do not notice.
            program.label(f'^{width} neurons$')
            program.label('^Pruned: same on the data')
            program.label(r'^Vertex \d+ of 16$')
            # Back to the start by the list of steps, with the keyboard.
            program.click('push button', '^Step [0-9]+ of')
            wait_for('the list', lambda: program.find('list item', '^Start: 12 neurons'))
            time.sleep(0.3)
            xdo('key', 'Home')
            xdo('key', 'Return')
            program.label('^Start: the interior point')
            program.label('^12 neurons$')
            program.click('push button', '^Leave pruning$')
            program.label('^16 vertices$')


def a_neuron_is_asked_to_go():
    with Program('gallery:checkerboard') as program:
        program.click('push button', '^Pruning$')
        program.label('^Start: the interior point')
        program.click('push button', '^Step forward$')
        program.label('^Neuron [0-9]+’s activations are a combination of those of')
        x, y, width, height = program.area('image', 'Step of pruning')
        # Keys on the picture: to the end of what is known, on, and back.
        xdo('mousemove', x + 4, y + 4, 'click', 1)
        for keys, said in ((['Right'], 'combination'), (['Right', 'Right'], 'No exact step is left'),
                           (['Home'], 'Start: '), (['End'], 'costs least')):
            for key in keys:
                xdo('key', key)
                time.sleep(0.1)
            program.label(said)
        # A neuron that cannot go says why and stays.
        xdo('key', 'Left')
        program.label('Minimal with')
        xdo('key', 'Down')
        xdo('key', 'Delete')
        program.label('cannot go|independent')
        program.label('^9 neurons$')


def focused(program):
    """What has the focus: the innermost."""
    last = None
    for node in program.walk():
        if node.getState().contains(pyatspi.STATE_FOCUSED):
            last = node
    return last


def press_until(program, key, name, times=60):
    """The key until what has the focus is called so."""
    for _ in range(times):
        try:
            node = focused(program)
            if node and re.search(name, node.name):
                return node
        except Exception:       # the tree changes while it is walked
            pass
        xdo('key', key)
        time.sleep(0.15)
    raise AssertionError(f'{key} does not lead to {name}')


def a_story_by_keys_alone():
    with Program('gallery:xor') as program:
        program.label('^Unique')
        xdo('key', 'ctrl+g')
        wait_for('the gallery', lambda: program.find('label', '^Regular polygon$'))
        press_until(program, 'Down', '^Checkerboard$')
        xdo('key', 'Return')
        program.label('^dimension 3$')
        # λ a little, then on its way, then where it was.
        press_until(program, 'F6', '^λ on the solution path$')
        before = lambda_shown(program)
        xdo('key', 'Up')
        wait_for('a larger λ', lambda: lambda_shown(program) > before)
        wait_for_the_path(program)
        xdo('key', 'space')
        wait_for('λ on its way', lambda: lambda_shown(program) < before)
        xdo('key', 'space')
        press_until(program, 'shift+Tab', '^λ as a fraction')
        xdo('key', 'ctrl+a')
        xdo('type', '0.1')
        xdo('key', 'Return')
        program.label('^dimension 3$')
        press_until(program, 'F6', '^Set of all optimal networks$')
        xdo('key', 'Next')
        program.label('^Vertex 1 of 16$')
        # The deck: the page after the path; a neuron of the start goes, and comes back.
        press_until(program, 'F6', '^Solution path$')
        xdo('key', 'ctrl+Next')
        program.label('^Start: the interior point')
        press_until(program, 'F6', '^Step of pruning$')
        xdo('key', 'Down')
        xdo('key', 'Delete')
        program.label('combination of those of')
        program.label('^11 neurons$')
        xdo('key', 'ctrl+z')
        program.label('^Start: the interior point')
        press_until(program, 'shift+Tab', '^Export the picture of pruning$')
        xdo('key', 'Return')
        wait_for('the dialog', lambda: 'Export Picture' in xdo('getactivewindow', 'getwindowname'))
        xdo('key', 'Escape')
        wait_for('the window again', lambda: 'Reluscope' in xdo('getactivewindow', 'getwindowname'))


def document_is(program, title):
    wait_for('the title ' + title, lambda: program.title() == title)


def a_document_is_saved_and_opened():
    with tempfile.TemporaryDirectory() as folder:
        path = folder + '/mine.reluscope'
        with Program('gallery:checkerboard') as program:
            program.label('^dimension 3$')
            document_is(program, 'Checkerboard – Reluscope')
            program.click('push button', '^Interior$')
            program.label('^12 neurons$')
            document_is(program, 'Checkerboard • – Reluscope')
            # No file yet: it is asked for; the ending is added.
            xdo('key', 'ctrl+s')
            time.sleep(1.5)
            xdo('key', 'ctrl+a')
            xdo('type', folder + '/mine')
            xdo('key', 'Return')
            wait_for('the file', lambda: os.path.exists(path))
            document_is(program, 'mine – Reluscope')
            # With all saved it closes without a question.
            xdo('key', 'ctrl+w')
            program.ends()
        with Program(path) as program:
            document_is(program, 'mine – Reluscope')
            program.label('^12 neurons$')
            program.click('push button', '^Narrowest$')
            program.label('^8 neurons$')
            document_is(program, 'mine • – Reluscope')
            main_window = program.root
            xdo('key', 'ctrl+w')
            program.window('^Save Changes to “mine”')
            xdo('key', 'Escape')
            time.sleep(0.5)
            program.root = main_window
            program.label('^8 neurons$')
            xdo('key', 'ctrl+s')
            document_is(program, 'mine – Reluscope')
            xdo('key', 'ctrl+w')
            program.ends()
        with Program(path) as program:
            program.label('^8 neurons$')


def a_crash_loses_a_second_at_most():
    with tempfile.TemporaryDirectory() as home:
        with Program('gallery:checkerboard', home=home) as program:
            program.label('^dimension 3$')
            program.click('push button', '^Narrowest$')
            program.label('^8 neurons$')
            time.sleep(1.2)
            program.process.kill()
        with Program('gallery:xor', home=home) as program:
            program.window('^Recover 1 Document')
            program.press('push button', 'Recover')
            program.window('^Checkerboard • – Reluscope$')
            program.label('^8 neurons$')
            # It is not saved by that: the next crash loses nothing either.
            program.process.kill()
        with Program('gallery:xor', home=home) as program:
            program.window('^Recover 1 Document')
            program.press('push button', 'Discard')
            time.sleep(0.5)
        with Program('gallery:xor', home=home) as program:
            program.label('^Unique')
            time.sleep(0.5)
            check(len(os.listdir(home + '/state/reluscope/recovery')) == 0, 'something is left')


def each_document_has_its_window():
    with tempfile.TemporaryDirectory() as folder:
        for name, n in (('six', 6), ('eight', 8)):
            with open(f'{folder}/{name}.reluscope', 'w') as file:
                file.write('{"schema": "reluscope-document", "version": 1, "model": {"bias": false},'
                           f' "gallery": {{"set": "polygon", "n": {n}}}}}')
        with Program(folder + '/six.reluscope', folder + '/eight.reluscope') as program:
            program.window('^eight – Reluscope$')
            program.label('^dimension 3$')
            program.window('^six – Reluscope$')
            program.label('^dimension 1$')


def the_document_goes_over_the_clipboard():
    with Program('gallery:polygon-8') as program:
        program.label('^dimension 3$')
        xdo('key', 'ctrl+shift+c')
        program.label('^Document copied as text$')
        xdo('key', 'ctrl+n')
        program.window('^Checkerboard – Reluscope$')
        program.label('^16 minimal networks$')
        xdo('key', 'ctrl+shift+v')
        program.window('^Regular polygon • – Reluscope$')
        program.label('^10 minimal networks$')


TESTS = [shows_a_gallery_set, lambda_follows_the_drag, lambda_takes_an_exact_value,
         the_marker_moves_the_network, the_set_turns_and_zooms, vertices_are_picked,
         keys_of_the_window, the_path_plays, the_cursor_of_the_path_is_dragged,
         space_plays_from_the_beginning, one_panel_alone,
         a_document_is_saved_and_opened, a_crash_loses_a_second_at_most,
         each_document_has_its_window, the_document_goes_over_the_clipboard,
         a_csv_from_the_command_line, a_bad_csv_is_told,
         pruning_goes_to_the_minimal_network, a_neuron_is_asked_to_go,
         a_story_by_keys_alone]


if __name__ == '__main__':
    sys.exit(main(TESTS))
