# SPDX-License-Identifier: GPL-3.0-or-later
"""The program that the monkey plays with: started where it can write to one folder alone, watched, and asked."""
import glob
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import threading
import time

import pyatspi
from gi.repository import Gio, GLib

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'e2e'))
import accessibles                                                              # noqa: E402

# Everything but the folder becomes read-only for the program, whatever is typed into a dialog.
CONFINE = r'''
mount --make-rprivate / && mount --bind "$1" "$1" || exit 125
while read -r _ target _ options _; do
  # A space in a name is \040 there.
  target=$(printf '%b' "$target")
  case "$target" in "$1"|/dev|/dev/*|/proc|/proc/*|/sys|/sys/*) continue ;; esac
  case ",$options," in *,ro,*) continue ;; esac
  mount -o "remount,bind,ro" "$target" || exit 125
done < /proc/self/mounts
shift
exec "$@"
'''
NAMESPACES = (['unshare', '-m'], ['unshare', '-Urm'])
COMPLAINT = re.compile(r'-(WARNING|CRITICAL|ERROR) \*\*|-(WARNING|CRITICAL|ERROR)\b.*\*\*|ERROR: AddressSanitizer|'
                       r'runtime error:|ERROR:.*assertion failed|terminate called')
MAIN_TITLE = re.compile('(^|– )Reluscope$')


# What can be written to from within: the folder, and nothing beside it.
TRY = 'touch "$1/.here" && ! touch "$1/../.there" 2> /dev/null'


def find_confinement(folder):
    """How a program is kept to the folder here, and why it cannot be where the first is an empty list."""
    why = []
    for namespace in NAMESPACES:
        command = [*namespace, 'sh', '-c', CONFINE, 'sh', folder]
        try:
            done = subprocess.run([*command, 'sh', '-c', TRY, 'sh', folder], capture_output=True, text=True, errors='replace',
                                  check=False)
        except OSError as error:
            return [], str(error)
        if done.returncode == 0:
            return command, ''
        said = done.stderr.strip().split('\n')[-1] or 'it could write beside the folder'
        why.append(f"{' '.join(namespace)}: {said}")
    return [], '; '.join(why)


def allow_core():
    """As large a core file as it may have."""
    most = resource.getrlimit(resource.RLIMIT_CORE)[1]
    resource.setrlimit(resource.RLIMIT_CORE, (most, most))


class Subject:
    """One run of the program after the other: it may end, and is started again."""

    def __init__(self, program, folder, confinement, lookout=None):
        """@folder: all that it can write to by @confinement, which is empty where nothing keeps it. @lookout: the library
        that is loaded into it, or None."""
        self.program, self.folder, self.confinement, self.lookout = program, folder, confinement, lookout
        self.process = None
        self.lines = []
        self.memory = os.path.join(folder, 'memory')

    def environment(self):
        home = self.folder
        environment = dict(os.environ, HOME=home, XDG_DATA_HOME=home + '/data', XDG_STATE_HOME=home + '/state',
                           XDG_CONFIG_HOME=home + '/config', XDG_CACHE_HOME=home + '/cache',
                           TMPDIR=home + '/tmp')
        # GLib's slices would keep what the program has freed, and count as in use.
        environment['G_SLICE'] = 'always-malloc'
        # Icons and schemas, but no programs that a link or a file would start.
        environment['XDG_DATA_DIRS'] = home + '/share'
        return environment

    def prepare(self):
        for name in ('data', 'state', 'config', 'cache', 'tmp', 'share'):
            os.makedirs(os.path.join(self.folder, name), exist_ok=True)
        for name in ('glib-2.0', 'icons', 'mime', 'themes', 'fonts', 'X11'):
            link = os.path.join(self.folder, 'share', name)
            if os.path.isdir('/usr/share/' + name) and not os.path.lexists(link):
                os.symlink('/usr/share/' + name, link)

    def start(self, *arguments):
        self.prepare()
        # For the program alone: what confines it has to stay one thread.
        loaded = ['env', 'LD_PRELOAD=' + self.lookout, 'MONKEY_MEMORY=' + self.memory] if self.lookout else []
        self.process = subprocess.Popen(
            [*self.confinement, *loaded, self.program, *arguments], cwd=self.folder, env=self.environment(), text=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, errors='replace',
            preexec_fn=allow_core)
        threading.Thread(target=self.listen, args=(self.process.stderr,), daemon=True).start()
        self.bus = accessibles.Bus()
        self.owner = None

    def listen(self, stream):
        for line in stream:
            self.lines.append(line.rstrip('\n'))

    def wait_for_window(self, seconds):
        end = time.monotonic() + seconds
        while time.monotonic() < end and self.is_alive():
            self.owner = self.owner or self.bus.find_owner(self.process.pid)
            try:
                if self.owner and self.read():
                    return True
            except GLib.Error:
                pass
            time.sleep(0.1)
        return False

    def is_alive(self):
        return self.process.poll() is None

    def stop(self):
        if self.is_alive():
            self.process.terminate()
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()

    # --- what it says ---

    def take_complaints(self):
        """Lines of its standard error that are no good sign, each with the places in the code after it."""
        lines, self.lines = self.lines, []
        found = []
        for line in lines:
            if COMPLAINT.search(line):
                found.append([line])
            elif found and len(found[-1]) < 60:
                found[-1].append(line)
        return found

    def answer(self, patience):
        """Seconds until its main loop answers; None if that takes more than @patience seconds."""
        begin = time.monotonic()
        try:
            self.bus.connection.call_sync(
                self.owner, accessibles.ROOT, 'org.freedesktop.DBus.Properties', 'Get',
                GLib.Variant('(ss)', (accessibles.ACCESSIBLE, 'ChildCount')), None, Gio.DBusCallFlags.NONE,
                int(1000 * patience), None)
        except GLib.Error as error:
            if error.matches(Gio.io_error_quark(), Gio.IOErrorEnum.TIMED_OUT):
                return None
            # It has ended: that is seen elsewhere.
        return time.monotonic() - begin

    def read(self):
        """Its windows, as a screen reader gets them."""
        return self.bus.read(self.owner).children

    def find_extents(self, nodes):
        """x, y, width, height of each in its window, None for what has gone; asked for one behind the other."""
        answers = [None] * len(nodes)
        context = GLib.MainContext.new()
        left = len(nodes)

        def take(connection, result, k):
            nonlocal left
            left -= 1
            try:
                answers[k] = connection.call_finish(result).unpack()[0]
            except GLib.Error:
                pass

        context.push_thread_default()
        for k, node in enumerate(nodes):
            self.bus.connection.call(
                self.owner, node.path, accessibles.PREFIX + 'Component', 'GetExtents',
                GLib.Variant('(u)', (int(pyatspi.WINDOW_COORDS),)), None, Gio.DBusCallFlags.NONE,
                accessibles.PATIENCE, None, take, k)
        while left:
            context.iteration(True)
        context.pop_thread_default()
        return answers

    # --- how it is ---

    def is_at_work(self):
        """Whether a thread of it runs or would, were there a processor for it."""
        for path in glob.glob(f'/proc/{self.process.pid}/task/*/stat'):
            try:
                with open(path, encoding='ascii', errors='replace') as file:
                    if file.read().rsplit(')', 1)[1].split()[0] in 'RD':
                        return True
            except OSError:     # it has ended
                pass
        return False

    def resident(self):
        """Bytes of memory that it has."""
        with open(f'/proc/{self.process.pid}/statm', encoding='ascii') as file:
            return int(file.read().split()[1]) * resource.getpagesize()

    def in_use(self, patience):
        """Bytes of memory that it has asked for and not given back; None without the library, or where it does not tell
        within @patience seconds."""
        if not self.lookout:
            return None
        if os.path.exists(self.memory):
            os.unlink(self.memory)
        os.kill(self.process.pid, signal.SIGUSR2)
        end = time.monotonic() + patience
        while time.monotonic() < end:
            if os.path.exists(self.memory):
                with open(self.memory, encoding='ascii') as file:
                    text = file.read()
                if text.endswith('\n'):
                    return int(text)
            time.sleep(0.05)
        return None

    def count_files(self):
        return len(os.listdir(f'/proc/{self.process.pid}/fd'))

    def count_threads(self):
        return len(os.listdir(f'/proc/{self.process.pid}/task'))

    # --- where it came to an end ---

    def debug(self, *arguments):
        if not shutil.which('gdb'):
            return ''
        done = subprocess.run(['gdb', '-batch', '-nx', '-ex', 'set pagination off', '-ex', 'bt 60',
                               '-ex', 'thread apply all bt 25', *arguments], capture_output=True, text=True,
                              errors='replace', check=False)
        return done.stdout

    def where_it_crashed(self):
        """From the core file, where the system leaves one in the folder."""
        found = ''
        for core in glob.glob(os.path.join(self.folder, 'core*')):
            found = self.debug(self.program, core)
            os.unlink(core)
        return found

    def where_it_hangs(self):
        return self.debug('-p', str(self.process.pid))

    def resolve(self, line):
        """A place in the code as file and line, where the program knows it."""
        match = re.match(r'(\S+)\((?:\S*)\+(0x[0-9a-f]+)\)', line)
        if not match or os.path.realpath(match[1]) != os.path.realpath(self.program) or not shutil.which('addr2line'):
            return line
        return subprocess.run(['addr2line', '-fpe', self.program, match[2]], capture_output=True, text=True,
                              check=False).stdout.strip()
