#!/usr/bin/env python3
"""What the command line leaves where it is interrupted or killed, and where a disk is full. TAP.

Usage: test-faults.py CLI DATA [signals|kills|disk|inputs COUNT]
The last two do one part COUNT times and say what came out.
"""
import ctypes
import ctypes.util
import json
import os
import random
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time

SIGNALS, KILLS = 24, 16

TABLE = 'a,b,y\n' + ''.join('%d.%d,%d,%d\n' % (k % 5, k % 3, k * k % 7, (-1) ** (k % 2)) for k in range(12))
KINDS = 'a,b,kind\n' + ''.join('%d,%d,%s\n' % (k % 4, k * k % 5, 'xyz'[k % 3]) for k in range(9))
NETWORK = '{"hidden": [[1, 0.5, 0], [-1, 0.25, 0.5]], "output": [1, -1]}'


def commands(folder, data):
    """Each command with the ending of what it writes; OUT stands for the file."""
    table, network = os.path.join(folder, 'table.csv'), os.path.join(folder, 'network.json')
    share, kinds = os.path.join(folder, 'share.json'), os.path.join(folder, 'kinds.csv')
    return {
        'solve': ('solve gallery:moons --json OUT', 'json'),
        'optimal-set': ('optimal-set gallery:polygon-12 --complex --why --json OUT', 'json'),
        'path': ('path gallery:sine --ratio-min 0.1 --json OUT', 'json'),
        'prune': ('prune gallery:parity --until zero --json OUT', 'json'),
        'train': ('train gallery:xor --width 20 --seeds 3 --json OUT', 'json'),
        'stationarity': ('stationarity %s --network %s --json OUT' % (table, network), 'json'),
        'tune': ('tune gallery:checkerboard --test-fraction 0.3 --json OUT', 'json'),
        'distribution': ('distribution gallery:checkerboard --of at:0.5,0.2 --json OUT', 'json'),
        'price': ('price gallery:xor --ratio-min 0.3 --json OUT', 'json'),
        'classes': ('classes %s --target b,y --json OUT' % table, 'json'),
        'figure function': ('figure function gallery:moons -o OUT', 'svg'),
        'figure optimal-set': ('figure optimal-set gallery:polygon-12 -o OUT', 'pdf'),
        'figure path': ('figure path gallery:sine --ratio-min 0.1 -o OUT', 'png'),
        'figure pruning': ('figure pruning gallery:checkerboard -o OUT', 'svg'),
        'figure certificate': ('figure certificate gallery:checkerboard -o OUT', 'svg'),
        'figure widths': ('figure widths gallery:polygon-12 -o OUT', 'svg'),
        'figure distribution': ('figure distribution gallery:checkerboard --of at:0.5,0.2 -o OUT', 'svg'),
        'figure classes': ('figure classes %s -o OUT' % kinds, 'svg'),
        'figure price': ('figure price gallery:xor --ratio-min 0.3 -o OUT', 'svg'),
        'figure errors': ('figure errors %s --ratio-min 0.3 --test-fraction 0.5 -o OUT' % table, 'svg'),
        'report': ('report gallery:xor --ratio-min 0.3 -o OUT', 'html'),
        'experiment pruning': ('experiment pruning %s/experiment/random.json --json OUT' % data, 'json'),
        'experiment tuning': ('experiment tuning %s/experiment/tuning.json --json OUT' % data, 'json'),
        'experiment merge': ('experiment merge %s/experiment/random.json %s --json OUT' % (data, share), 'json'),
        'gallery list': ('gallery list', None),
        'gallery export': ('gallery export spiral OUT', 'csv'),
    }


def is_whole(ending, content):
    if ending == 'json':
        try:
            json.loads(content)
        except ValueError:
            return False
        return True
    ends = {'svg': b'</svg>', 'pdf': b'%%EOF', 'html': b'</html>', 'png': b'IEND\xaeB`\x82', 'csv': b'\n'}
    return content.rstrip(b'\n').endswith(ends[ending].rstrip(b'\n'))


class Bench:
    """The commands, a folder for what they write, and how long each takes."""

    def __init__(self, cli, data):
        self.cli = cli
        self.folder = tempfile.mkdtemp()
        self.out = os.path.join(self.folder, 'out')
        os.mkdir(self.out)
        for name, text in (('table.csv', TABLE), ('kinds.csv', KINDS), ('network.json', NETWORK)):
            with open(os.path.join(self.folder, name), 'w', encoding='utf-8') as file:
                file.write(text)
        settings = '%s/experiment/random.json' % data
        subprocess.run([cli, 'experiment', 'pruning', settings, '--shard', '1/1', '--json',
                        os.path.join(self.folder, 'share.json')], capture_output=True, check=True)
        self.commands = commands(self.folder, data)
        self.seconds = {}
        self.failures = []

    def close(self):
        shutil.rmtree(self.folder)

    def start(self, name, **more):
        line, ending = self.commands[name]
        target = os.path.join(self.out, 'file.%s' % ending)
        words = [target if word == 'OUT' else word for word in line.split()]
        return target, subprocess.Popen([self.cli] + words, stdout=subprocess.DEVNULL,
                                        stderr=subprocess.PIPE, **more)

    def clear(self):
        for name in os.listdir(self.out):
            os.unlink(os.path.join(self.out, name))

    def fail(self, text):
        self.failures.append(text)

    def measure(self, name):
        if name not in self.seconds:
            begin = time.monotonic()
            target, process = self.start(name)
            said = process.communicate()[1].decode()
            self.seconds[name] = time.monotonic() - begin
            ending = self.commands[name][1]
            if process.returncode != 0:
                self.fail('%s: %d: %s' % (name, process.returncode, said))
            elif ending:
                with open(target, 'rb') as file:
                    if not is_whole(ending, file.read()):
                        self.fail('%s: not whole' % name)
            self.clear()
        return self.seconds[name]

    def look(self, name, target, old, done):
        """What is there now: the old file or the new one, whole, and nothing else."""
        ending = self.commands[name][1]
        others = [other for other in os.listdir(self.out) if other != os.path.basename(target)]
        if others:
            self.fail('%s: left behind: %s' % (name, others))
        if ending is None:
            return
        if not os.path.exists(target):
            if old or done:
                self.fail('%s: the file is gone' % name)
            return
        with open(target, 'rb') as file:
            content = file.read()
        if content == b'old':
            if done:
                self.fail('%s: done, and the file is the old one' % name)
            return
        if not is_whole(ending, content):
            self.fail('%s: %d bytes, not whole' % (name, len(content)))

    def interrupt(self, name, rng, number, early):
        """One signal at a random moment. Returns the exit code."""
        seconds = self.measure(name)
        old = rng.random() < 0.5 and self.commands[name][1] is not None
        if old:
            with open(os.path.join(self.out, 'file.%s' % self.commands[name][1]), 'wb') as file:
                file.write(b'old')
        target, process = self.start(name)
        time.sleep(rng.uniform(0.0 if early else 0.8 * seconds, 1.1 * seconds))
        process.send_signal(number)
        said = process.communicate(timeout=60)[1].decode()
        code = process.returncode
        killed = code == -number
        if number == signal.SIGINT and not killed and code not in (0, 130):
            self.fail('%s: exit code %d: %s' % (name, code, said))
        # One line of an experiment's own that was written before is no fault.
        if code == 130 and not said.rstrip('\n').endswith('reluscope-cli: interrupted'):
            self.fail('%s: it said: %s' % (name, said))
        self.look(name, target, old, code == 0)
        self.clear()
        return code


def check_names(bench):
    """That every command is among them."""
    text = subprocess.run([bench.cli, '--help'], capture_output=True, text=True, check=True).stdout
    part = text[text.index('Commands:\n'):]
    part = part[:part.index('\n\n')]
    names = [re.match(r'  (\S+( \S+)?)  +', line).group(1) for line in part.split('\n')[1:]]
    if sorted(name.strip() for name in names) != sorted(bench.commands):
        bench.fail('other commands than are tried: %s' % names)


def run_signals(bench, count, number):
    rng = random.Random(7)
    names = sorted(bench.commands)
    codes = {}
    for k in range(count):
        code = bench.interrupt(names[k % len(names)], rng, number, number == signal.SIGINT)
        codes[code] = codes.get(code, 0) + 1
    print('# exit codes: %s' % codes)


def limit_size():
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))


def check_refusal(bench, name, process, target, words):
    said = process.communicate(timeout=60)[1].decode()
    # How a table was read may have been said before.
    lines = [line for line in said.split('\n') if line and 'rows; features' not in line]
    if process.returncode != 2 or len(lines) != 1 or words not in lines[0]:
        bench.fail('%s: exit code %d: %s' % (name, process.returncode, said))
    bench.look(name, target, True, False)


def run_disk(bench, _count):
    """Every command whose file is larger than what may be written."""
    for name, (_line, ending) in sorted(bench.commands.items()):
        if ending is None:
            continue
        target = os.path.join(bench.out, 'file.%s' % ending)
        with open(target, 'wb') as file:
            file.write(b'old')
        target, process = bench.start(name, preexec_fn=limit_size)
        check_refusal(bench, name, process, target, 'File too large')
        bench.clear()


def mount(folder, options):
    """A file system of its own in memory; False where that may not be."""
    libc = ctypes.CDLL(ctypes.util.find_library('c'), use_errno=True)
    remount = 32 if 'remount' in options else 0
    read_only = 1 if 'ro' in options else 0
    return libc.mount(b'tmpfs', folder.encode(), b'tmpfs', remount | read_only,
                      b'size=16k' if not remount else b'') == 0


def run_mounted(bench, _count):
    """A full disk, and one that is read only, as root has them."""
    libc = ctypes.CDLL(ctypes.util.find_library('c'), use_errno=True)
    # In a name space of its own, so that nothing stays mounted.
    if libc.unshare(0x00020000) != 0 or libc.mount(b'none', b'/', None, 0x44000, None) != 0 \
            or not mount(bench.out, []):
        return 'nothing can be mounted here'
    names = ('solve', 'figure optimal-set', 'report', 'gallery export', 'experiment pruning')
    for words, options in (('No space left on device', None), ('Read-only file system', ['remount', 'ro'])):
        for name in names:
            target = os.path.join(bench.out, 'file.%s' % bench.commands[name][1])
            with open(target, 'wb') as file:
                file.write(b'old')
            if options is None:
                filler = os.path.join(bench.folder, 'out', 'full')
                with open(filler, 'wb', buffering=0) as file:
                    try:
                        while True:
                            file.write(bytes(512))
                    except OSError:
                        pass
            elif not mount(bench.out, options):
                return 'nothing can be mounted again here'
            target, process = bench.start(name)
            said = process.communicate(timeout=60)[1].decode()
            if process.returncode != 2 or words not in said or len(said.strip().split('\n')) != 1:
                bench.fail('%s: exit code %d: %s' % (name, process.returncode, said))
            with open(target, 'rb') as file:
                if file.read() != b'old':
                    bench.fail('%s: the old file is not there' % name)
            if options is None:
                os.unlink(filler)
            else:
                mount(bench.out, ['remount'])
            bench.clear()
    libc.umount2(bench.out.encode(), 2)
    return None


def run_inputs(bench, count):
    """A table that is replaced, cut short and taken away while it is read."""
    path = os.path.join(bench.folder, 'changing.csv')
    contents = [TABLE.encode(), TABLE.replace('1', '2').encode(), None, TABLE[:len(TABLE) // 2].encode() + b'0,0',
                b'']
    rng = random.Random(3)
    codes = {}
    stop = os.path.join(bench.folder, 'stop')
    child = os.fork()
    if child == 0:
        while not os.path.exists(stop):
            content = rng.choice(contents)
            if content is None:
                try:
                    os.unlink(path)
                except OSError:
                    pass
            elif rng.random() < 0.5:
                with open(path + '.other', 'wb') as file:
                    file.write(content)
                os.rename(path + '.other', path)
            else:
                with open(path, 'wb') as file:
                    file.write(content)
            time.sleep(0.001)
        os._exit(0)
    for _k in range(count):
        done = subprocess.run([bench.cli, 'solve', path, '--json', '-'], capture_output=True, text=True, timeout=60)
        codes[done.returncode] = codes.get(done.returncode, 0) + 1
        lines = done.stderr.strip().split('\n')
        if done.returncode == 0:
            json.loads(done.stdout)
        elif done.returncode != 2 or len(lines) != 1 or 'changing.csv' not in lines[0]:
            bench.fail('exit code %d: %s' % (done.returncode, done.stderr))
    with open(stop, 'wb'):
        pass
    os.waitpid(child, 0)
    print('# exit codes: %s' % codes)


PARTS = (('signals', SIGNALS, lambda bench, count: run_signals(bench, count, signal.SIGINT)),
         ('kills', KILLS, lambda bench, count: run_signals(bench, count, signal.SIGKILL)),
         ('disk', 1, run_disk),
         ('inputs', 12, run_inputs),
         ('mounted', 1, run_mounted))


def main(cli, data, only=None, count=None):
    print('1..%d' % (len(PARTS) + 1))
    bench = Bench(cli, data)
    failed = False
    check_names(bench)
    for k, (name, own, run) in enumerate((('names', 0, lambda bench, count: None),) + PARTS, 1):
        skipped = 'not asked for' if only and name != only else run(bench, int(count or own))
        print('%sok %d faults: %s%s' % ('not ' if bench.failures else '', k, name,
                                        ' # SKIP ' + skipped if skipped else ''))
        for failure in bench.failures:
            print('# ' + failure)
        failed = failed or bool(bench.failures)
        bench.failures = []
        sys.stdout.flush()
    bench.close()
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:]))
