#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The program in a browser, through GTK's Broadway: headless Chromium, driven over WebDriver, looks at
the page and clicks on it; and looks at a report, without scripts. Speaks TAP; skips, with the reason,
where a tool is missing. Usage: test-browser.py RELUSCOPE RELUSCOPE-CLI."""
import base64
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

import tap

PROGRAM = sys.argv[1] if len(sys.argv) > 1 else ''
SERVER = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..', 'resources', 'browser.sh')
COMMAND = sys.argv[2] if len(sys.argv) > 2 else ''
TOOLS = {'gtk4-broadwayd': 'libgtk-4-bin', 'chromium': 'chromium', 'chromedriver': 'chromium-driver',
         'convert': 'imagemagick'}
TIMEOUT = 80
WIDTH, HEIGHT = 1280, 800


def check(condition, what):
    if not condition:
        raise AssertionError(what)


def wait_for(what, condition, timeout=TIMEOUT):
    end = time.monotonic() + timeout
    while time.monotonic() < end:
        value = condition()
        if value:
            return value
        time.sleep(0.1)
    raise AssertionError('timed out: ' + what)


def find_port():
    with socket.socket() as probe:
        probe.bind(('127.0.0.1', 0))
        return probe.getsockname()[1]


def answers(port):
    try:
        socket.create_connection(('127.0.0.1', port), 1).close()
        return True
    except OSError:
        return False


class Picture:
    """Pixels of the page as rows of RGB."""

    def __init__(self, png):
        size = subprocess.run(['convert', 'png:-', '-format', '%w %h', 'info:'], input=png,
                              check=True, capture_output=True).stdout
        self.width, self.height = map(int, size.split())
        self.pixels = subprocess.run(['convert', 'png:-', '-depth', '8', 'rgb:-'], input=png,
                                     check=True, capture_output=True).stdout

    def row(self, y):
        return self.pixels[3 * self.width * y:3 * self.width * (y + 1)]

    def column(self, x):
        stride = 3 * self.width
        return b''.join(self.pixels[y * stride + 3 * x:y * stride + 3 * x + 3]
                        for y in range(self.height))

    def count_colours(self):
        return len({self.pixels[k:k + 3] for k in range(0, len(self.pixels), 3)})

    def count_changes(self, other):
        """How many pixels are not the same; all of them where the sizes differ."""
        if (self.width, self.height) != (other.width, other.height):
            return self.width * self.height
        return sum(self.row(y)[k:k + 3] != other.row(y)[k:k + 3]
                   for y in range(self.height) if self.row(y) != other.row(y)
                   for k in range(0, 3 * self.width, 3))

    def fills_page(self):
        """Where the window does not reach, the page is white. No edge is: at the top the header bar
        goes from side to side, at the bottom the status line, and at the sides both begin and end."""
        white = b'\xff\xff\xff'
        edges = [self.row(1), self.row(self.height - 2)]
        sides = [self.column(1), self.column(self.width - 2)]
        return (all(edge[k:k + 3] != white for edge in edges for k in range(30, len(edge) - 30, 3))
                and all(side[30:33] != white and side[-33:-30] != white for side in sides))


class Page:
    """The program on a Broadway server, and a browser that shows it; all end with the block."""

    def __enter__(self):
        self.directory = tempfile.TemporaryDirectory()
        self.processes = []
        # As another test of the window would have it: on Broadway it must not be followed.
        environment = dict(os.environ, XDG_RUNTIME_DIR=self.directory.name, GDK_BACKEND='broadway',
                           HOME=self.directory.name, GSK_RENDERER='cairo', BROADWAY_DISPLAY=':1')
        try:
            self.browse(self.serve(environment), environment)
        except BaseException:
            self.__exit__()
            raise
        return self

    def serve(self, environment):
        """Starts the program; the address of its page."""
        port = find_port()
        self.start(['gtk4-broadwayd', '--address', '127.0.0.1', '--port', str(port), ':1'],
                   environment)
        wait_for('the Broadway server', lambda: answers(port))
        self.program = self.start([PROGRAM, 'gallery:checkerboard'], environment)
        return f'http://127.0.0.1:{port}/'

    def __exit__(self, *_):
        if getattr(self, 'session', ''):
            try:
                self.ask('DELETE', '')
            except (OSError, AssertionError):
                pass
        for process in reversed(self.processes):
            process.terminate()
            process.wait()
        # The browser's last files come and go while they are removed.
        shutil.rmtree(self.directory.name, ignore_errors=True)

    def start(self, command, environment, **options):
        process = subprocess.Popen(command, env=environment, stdout=sys.stderr, **options)
        self.processes.append(process)
        return process

    def browse(self, url, environment, **more):
        """Starts the browser with more options and goes there."""
        self.driver = find_port()
        self.start(['chromedriver', f'--port={self.driver}'], environment)
        wait_for('the driver', lambda: answers(self.driver))
        self.session = ''
        options = {'binary': shutil.which('chromium'),
                   'args': ['--headless=new', '--no-sandbox', '--disable-gpu',
                            '--disable-dev-shm-usage', '--hide-scrollbars'], **more}
        self.session = '/' + self.ask('POST', '', {'capabilities': {'alwaysMatch': {
            'browserName': 'chrome', 'goog:chromeOptions': options}}})['sessionId']
        self.resize(WIDTH, HEIGHT)
        self.ask('POST', '/url', {'url': url})

    def ask(self, method, path, body=None):
        request = urllib.request.Request(
            f'http://127.0.0.1:{self.driver}/session{self.session}{path}', method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={'Content-Type': 'application/json'})
        try:
            with urllib.request.urlopen(request, timeout=TIMEOUT) as answer:
                return json.load(answer)['value']
        except urllib.error.HTTPError as error:
            raise AssertionError(json.load(error)['value']['message'].split('\n')[0]) from None

    def resize(self, width, height):
        self.ask('POST', '/goog/cdp/execute', {
            'cmd': 'Emulation.setDeviceMetricsOverride',
            'params': {'width': width, 'height': height, 'deviceScaleFactor': 1, 'mobile': False}})

    def look(self):
        return Picture(base64.b64decode(self.ask('GET', '/screenshot')))

    def count_shown(self):
        """How many surfaces, windows and popovers, the page shows."""
        return self.ask('POST', '/execute/sync', {'args': [], 'script': '''
            return [...document.body.children].filter(
                (e) => e.surface && getComputedStyle(e).visibility == "visible").length'''})

    def look_at_rest(self, what, condition=lambda picture: True):
        """A picture that holds this and stays as it is for a moment."""
        last = [None]

        def rests():
            picture = self.look()
            still = last[0] is not None and last[0].pixels == picture.pixels
            last[0] = picture
            check(self.program.poll() is None, 'the program ended')
            return picture if still and condition(picture) else None

        return wait_for(what, rests)

    def click(self, x, y):
        self.ask('POST', '/actions', {'actions': [{
            'type': 'pointer', 'id': 'mouse', 'parameters': {'pointerType': 'mouse'},
            'actions': [{'type': 'pointerMove', 'duration': 0, 'x': x, 'y': y},
                        {'type': 'pointerDown', 'button': 0}, {'type': 'pause', 'duration': 50},
                        {'type': 'pointerUp', 'button': 0}]}]})

    def press(self, key):
        self.ask('POST', '/actions', {'actions': [{
            'type': 'key', 'id': 'keys',
            'actions': [{'type': 'keyDown', 'value': key}, {'type': 'keyUp', 'value': key}]}]})


class ReportPage(Page):
    """A report in a browser that runs no script and asks no network."""

    def __enter__(self):
        self.directory = tempfile.TemporaryDirectory()
        self.processes = []
        try:
            environment = dict(os.environ, HOME=self.directory.name)
            path = os.path.join(self.directory.name, 'report.html')
            subprocess.run([COMMAND, 'report', 'gallery:polygon-8', '--ratio-min', '0.1', '-o', path],
                           check=True)
            self.browse('file://' + path, environment, prefs={
                'profile.managed_default_content_settings.javascript': 2})
        except BaseException:
            self.__exit__()
            raise
        return self

    def prefer(self, scheme):
        self.ask('POST', '/goog/cdp/execute', {
            'cmd': 'Emulation.setEmulatedMedia',
            'params': {'features': [{'name': 'prefers-color-scheme', 'value': scheme}]}})

    def find(self, selector):
        found = self.ask('POST', '/elements', {'using': 'css selector', 'value': selector})
        return [next(iter(element.values())) for element in found]

    def look_at_element(self, element):
        return Picture(base64.b64decode(self.ask('GET', f'/element/{element}/screenshot')))


def a_report_shows_its_pictures_without_scripts():
    with ReportPage() as page:
        page.resize(WIDTH, 9000)    # a picture is looked at as far as it is on the page
        for scheme, other in (('light', 'dark'), ('dark', 'light')):
            page.prefer(scheme)
            pictures = page.find(f'.{scheme} > svg')
            check(len(pictures) == 6, f'{len(pictures)} pictures')
            for picture in pictures if scheme == 'light' else pictures[:1]:
                shown = page.look_at_element(picture)
                check(shown.width > 400 and shown.height > 200 and shown.count_colours() > 60,
                      f'a picture of {shown.width} by {shown.height}, '
                      f'{shown.count_colours()} colours')
                check((shown.row(0)[0] > 128) == (scheme == 'light'), f'it is not {scheme}')
            sizes = [page.ask('GET', f'/element/{picture}/rect')['width']
                     for picture in page.find(f'.{other} > svg')]
            check(sizes == [0] * 6, f'those of the other scheme show: {sizes}')
        check(not page.find('script') and len(page.find('pre > code')) > 8, 'its commands')


class ServedPage(Page):
    """What "./dev run --browser FILE" serves, at the address that it prints."""

    def serve(self, environment):
        self.document = os.path.join(self.directory.name, 'class.reluscope')
        with open(self.document, 'w', encoding='utf-8') as text:
            json.dump({'schema': 'reluscope-document', 'version': 1,
                       'gallery': {'set': 'xor', 'n': 4, 'noise': 0, 'seed': 1}}, text)
        environment = dict(environment, XDG_DATA_HOME=self.directory.name)
        for name in ('GDK_BACKEND', 'BROADWAY_DISPLAY', 'GSK_RENDERER'):
            del environment[name]
        self.program = self.start([SERVER, PROGRAM, self.document], environment, stderr=subprocess.PIPE,
                                  encoding='utf-8')
        said = self.program.stderr.readline()
        check('http://127.0.0.1:' in said and self.document in said, f'it says {said!r}')
        return said.split()[1]

    def has_opened(self):
        """The desktop's list of recent files has it."""
        try:
            with open(os.path.join(self.directory.name, 'recently-used.xbel'), encoding='utf-8') as text:
                return 'class.reluscope' in text.read()
        except OSError:
            return False


def an_address_opens_a_document():
    with ServedPage() as page:
        page.look_at_rest('the document in a page', lambda p: p.count_colours() > 100 and p.fills_page())
        wait_for('the document', page.has_opened)


def the_window_fills_the_page_and_follows_it():
    with Page() as page:
        # Shades of the function, of faces and of text: many. A white page: one.
        picture = page.look_at_rest('a window that fills the page',
                                    lambda p: p.count_colours() > 500 and p.fills_page())
        check((picture.width, picture.height) == (WIDTH, HEIGHT), 'another size of the page')
        for width, height in ((1600, 900), (1024, 768)):
            page.resize(width, height)
            page.look_at_rest(f'a window of {width} by {height}',
                              lambda p: p.width == width and p.count_colours() > 500
                              and p.fills_page())


def clicks_and_keys_change_it():
    with Page() as page:
        before = page.look_at_rest('the window', lambda p: p.count_colours() > 500)
        check(page.count_shown() == 1, 'more than the window is shown')
        # The menu, the last button before the one that closes the window.
        page.click(WIDTH - 63, 22)
        wait_for('the menu', lambda: page.count_shown() == 2)
        menu = page.look_at_rest('the menu open')
        check(menu.count_changes(before) > 5000, 'the menu does not show')
        page.press('\ue00c')    # Escape
        wait_for('no menu', lambda: page.count_shown() == 1)
        page.press('\ue039')    # F9: the side panel goes, and the panels take its place
        without = page.look_at_rest('the window without its side panel',
                                    lambda p: p.count_changes(before) > WIDTH * HEIGHT // 10)
        page.press('\ue039')
        page.look_at_rest('the side panel again',
                          lambda p: p.count_changes(without) > WIDTH * HEIGHT // 10)


TESTS = [a_report_shows_its_pictures_without_scripts, the_window_fills_the_page_and_follows_it,
         clicks_and_keys_change_it, an_address_opens_a_document]


def main():
    missing = [f'{tool} ({package})' for tool, package in TOOLS.items() if not shutil.which(tool)]
    if missing:
        print('1..0 # SKIP not installed: ' + ', '.join(missing), flush=True)
        return 0
    return tap.run(TESTS)


if __name__ == '__main__':
    sys.exit(main())
