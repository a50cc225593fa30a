#!/usr/bin/env python3
"""What the command line leaves where it is interrupted or killed, and where a disk is full. TAP.

Usage: test-faults.py CLI DATA [PART [COUNT]]
The last two do that part alone, signals, kills and inputs COUNT times, and say what came out.
"""
import contextlib
import ctypes
import ctypes.util
import json
import os
import random
import re
import resource
import signal
import subprocess
import sys
import tempfile
import time

# Seconds for a command on a machine that has more to do: longer is for ever.
PATIENCE = 200
PR_SET_PDEATHSIG = 1
UNMOUNT_DETACHED = 2

TABLE = 'a,b,y\n' + ''.join('%d.%d,%d,%d\n' % (k % 5, k % 3, k * k % 7, (-1) ** (k % 2)) for k in range(12))
KINDS = 'a,b,kind\n' + ''.join('%d,%d,%s\n' % (k % 4, k * k % 5, 'xyz'[k % 3]) for k in range(9))
N_HARD = 1500
# Hundredths of a second of the processor at most, before work is interrupted.
TICKS = (0, 2, 5)
TICKS_LONG = (0, 2, 5, 15, 40)
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
        # Files of other kinds.
        'solve, weights': ('solve gallery:moons --weights OUT', 'json'),
        'prune, weights': ('prune gallery:checkerboard --weights OUT', 'csv'),
        'path, animate': ('path gallery:xor --ratio-min 0.3 --animate OUT --frames 4 --width 200', 'webp'),
        'figure distribution, json': ('figure distribution gallery:checkerboard --of at:0.5,0.2 -o %s '
                                      '--json OUT' % os.path.join(folder, 'beside.svg'), 'json'),
    }


def heavy_commands(folder):
    """Each command that can be made to run for long on any machine; the others read and write alone."""
    hard, network, classes, pruning, tuning = (
        os.path.join(folder, name) for name in ('hard.csv', 'hard.json', 'many.csv', 'pruning.json', 'tuning.json'))
    lines = {
        'stationarity': 'stationarity %s --network %s --json OUT' % (hard, network),
        'classes': 'classes %s --target kind --json OUT' % classes,
        'figure classes': 'figure classes %s -o OUT' % classes,
        'train': 'train gallery:sine --width 300 --seeds 99 --steps 1000000 --json OUT',
        'distribution': 'distribution %s --of train --json OUT' % hard,
        'figure distribution': 'figure distribution %s --of train -o OUT' % hard,
        'figure distribution, json': 'figure distribution %s --of train -o %s --json OUT' % (
            hard, os.path.join(folder, 'beside.svg')),
        'price': 'price %s --patterns 3000 --json OUT' % hard,
        'figure price': 'figure price %s --patterns 3000 -o OUT' % hard,
        'figure errors': 'figure errors %s --test-fraction 0.5 -o OUT' % hard,
        'experiment pruning': 'experiment pruning %s --json OUT' % pruning,
        'experiment tuning': 'experiment tuning %s --json OUT' % tuning,
        'solve, weights': 'solve %s --weights OUT' % hard,
        'prune, weights': 'prune %s --weights OUT' % hard,
        'path, animate': 'path gallery:sine --animate OUT --frames 2000 --width 1600',
        'tune': 'tune %s --test-fraction 0.3 --json OUT' % hard,
        'report': 'report %s -o OUT' % hard,
    }
    for name in ('solve', 'optimal-set', 'path', 'prune'):
        lines[name] = '%s %s --json OUT' % (name, hard)
    for name in ('function', 'optimal-set', 'path', 'pruning', 'certificate', 'widths'):
        lines['figure ' + name] = 'figure %s %s -o OUT' % (name, hard)
    return lines


def write_heavy(folder):
    """What they read: rows whose patterns are searched for minutes."""
    rng = random.Random(5)
    rows = [['%.4f' % rng.gauss(0, 1) for _k in range(6)] for _i in range(N_HARD)]
    order = list(range(N_HARD))
    repeat = {'train': order[:800], 'valid': order[800:1000], 'test': order[1000:]}
    common = {'dataset': 'hard', 'bias': True, 'lambda_per_row': 1e-4, 'gates': 300}
    texts = {
        'hard.csv': '\n'.join(','.join(row + [rng.choice(('1', '-1'))]) for row in rows),
        'many.csv': 'a,b,c,d,e,f,kind\n' + '\n'.join(','.join(row + [rng.choice('xyz')]) for row in rows),
        'hard.json': json.dumps({'hidden': [[rng.gauss(0, 1) for _k in range(7)] for _i in range(40)],
                                 'output': [rng.choice((1, -1)) for _i in range(40)]}),
        'pruning.json': json.dumps({**common, 'repeats': 200, 'train_fraction': 0.7, 'seed': 3, 'start': 'interior',
                                    'tolerance': 1e-9}),
        'tuning.json': json.dumps({**common, 'repeats': [repeat] * 100}),
    }
    for name, text in texts.items():
        with open(os.path.join(folder, name), 'w', encoding='utf-8') as file:
            file.write(text + '\n')


def is_whole(ending, content):
    if ending == 'json':
        try:
            json.loads(content)
        except ValueError:
            return False
        return True
    if ending == 'webp':
        return content[:4] == b'RIFF' and len(content) == 8 + int.from_bytes(content[4:8], 'little')
    ends = {'svg': b'</svg>', 'pdf': b'%%EOF', 'html': b'</html>', 'png': b'IEND\xaeB`\x82', 'csv': b'\n'}
    return content.rstrip(b'\n').endswith(ends[ending].rstrip(b'\n'))


def has_handler(process):
    """Whether it catches SIGINT."""
    try:
        with open('/proc/%d/status' % process.pid, encoding='ascii', errors='replace') as file:
            mask = re.search('SigCgt:\\s*([0-9a-f]+)', file.read())
    except OSError:
        return False
    return bool(mask and int(mask.group(1), 16) >> (signal.SIGINT - 1) & 1)


def get_ticks(process):
    """Of the processor's time that it has had: what it has done, on a machine of any speed and load."""
    try:
        with open('/proc/%d/stat' % process.pid, encoding='ascii', errors='replace') as file:
            fields = file.read().rsplit(')', 1)[1].split()
    except OSError:
        return 0
    return int(fields[11]) + int(fields[12])


class Bench:
    """The commands, a folder for what they write, and how long each takes."""

    def __init__(self, cli, data, folder):
        self.cli = cli
        self.folder = folder
        self.out = os.path.join(self.folder, 'out')
        os.mkdir(self.out)
        for name, text in (('table.csv', TABLE), ('kinds.csv', KINDS), ('network.json', NETWORK)):
            with open(os.path.join(self.folder, name), 'w', encoding='utf-8') as file:
                file.write(text)
        settings = '%s/experiment/random.json' % data
        subprocess.run([cli, 'experiment', 'pruning', settings, '--shard', '1/1', '--json',
                        os.path.join(self.folder, 'share.json')], capture_output=True, check=True)
        write_heavy(self.folder)
        self.commands = commands(self.folder, data)
        self.heavy = heavy_commands(self.folder)
        self.seconds = {}
        self.failures = []

    def get_target(self, name):
        return os.path.join(self.out, 'file.%s' % self.commands[name][1])

    @contextlib.contextmanager
    def start(self, name, line=None, **more):
        """The process of a command, which does not outlast the block. @line: in place of its own."""
        line = line or self.commands[name][0]
        words = [self.get_target(name) if word == 'OUT' else word for word in line.split()]
        process = subprocess.Popen([self.cli] + words, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, **more)
        try:
            yield process
        finally:
            process.kill()
            process.communicate()

    def finish(self, name, process):
        """What it says on standard error until it ends."""
        try:
            return process.communicate(timeout=PATIENCE)[1].decode()
        except subprocess.TimeoutExpired:
            process.kill()
            self.fail('%s: no end within %d s' % (name, PATIENCE))
            return process.communicate()[1].decode()

    def clear(self):
        for name in os.listdir(self.out):
            os.unlink(os.path.join(self.out, name))

    def fail(self, text):
        self.failures.append(text)

    def measure(self, name):
        if name not in self.seconds:
            begin = time.monotonic()
            with self.start(name) as process:
                said = self.finish(name, process)
            self.seconds[name] = time.monotonic() - begin
            ending = self.commands[name][1]
            if process.returncode != 0:
                self.fail('%s: %d: %s' % (name, process.returncode, said))
            elif ending:
                with open(self.get_target(name), 'rb') as file:
                    if not is_whole(ending, file.read()):
                        self.fail('%s: not whole' % name)
            self.clear()
        return self.seconds[name]

    def write_old(self, name):
        with open(self.get_target(name), 'wb') as file:
            file.write(b'old')

    def list_others(self, name):
        return [other for other in os.listdir(self.out) if other != os.path.basename(self.get_target(name))]

    def write_again(self, name):
        """A whole file that a killed command had just named goes with the next write."""
        with self.start(name) as process:
            self.finish(name, process)
        others = self.list_others(name)
        if others:
            self.fail('%s: left behind after the next write: %s' % (name, others))

    def look(self, name, old, done, killed=False):
        """What is there now: the old file or the new one, whole, and nothing else but, of a @killed command, the new one
        under the name that it has for a moment."""
        others = self.list_others(name)
        self.look_at_target(name, old, done)
        if killed and len(others) == 1 and re.fullmatch(r'\.reluscope-[0-9a-f]{8}', others[0]):
            with open(os.path.join(self.out, others[0]), 'rb') as file:
                if not is_whole(self.commands[name][1], file.read()):
                    self.fail('%s: %s is not whole' % (name, others[0]))
            self.write_again(name)
        elif others:
            self.fail('%s: left behind: %s' % (name, others))

    def look_at_target(self, name, old, done):
        ending, target = self.commands[name][1], self.get_target(name)
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

    def interrupt_work(self, name, rng, ticks):
        """SIGINT while it works on what takes it long, some of its own time after SIGINT is caught."""
        old = rng.random() < 0.5
        if old:
            self.write_old(name)
        with self.start(name, self.heavy[name]) as process:
            end = time.monotonic() + PATIENCE
            while process.poll() is None and not has_handler(process) and time.monotonic() < end:
                time.sleep(0.001)
            until = get_ticks(process) + rng.choice(ticks)
            while process.poll() is None and get_ticks(process) < until and time.monotonic() < end:
                time.sleep(0.002)
            process.send_signal(signal.SIGINT)
            said = self.finish(name, process)
        if process.returncode != 130 or not said.rstrip('\n').endswith('reluscope-cli: interrupted'):
            self.fail('%s: exit code %d, not interrupted: %s' % (name, process.returncode, said))
        self.look(name, old, False)
        self.clear()
        return process.returncode

    def interrupt(self, name, rng, number, after_start):
        """One signal at a random moment, @after_start: once SIGINT is caught. Returns the exit code."""
        seconds = self.measure(name)
        old = rng.random() < 0.5 and self.commands[name][1] is not None
        if old:
            self.write_old(name)
        with self.start(name) as process:
            end = time.monotonic() + PATIENCE
            while after_start and process.poll() is None and not has_handler(process) and time.monotonic() < end:
                time.sleep(0.001)
            # What is killed leaves something only while it writes, which is at the end; what is caught may stop
            # anywhere, and at once on a machine of any speed.
            first = 0.8 if number == signal.SIGKILL else 0.0
            last = rng.choice((0.0, 1.1)) if after_start else 1.1
            time.sleep(rng.uniform(first * seconds, last * seconds))
            caught = has_handler(process)
            process.send_signal(number)
            said = self.finish(name, process)
        code = process.returncode
        if number == signal.SIGINT and code not in (0, 130) and (caught or after_start or code != -number):
            self.fail('%s: exit code %d: %s' % (name, code, said))
        # One line of an experiment's own that was written before is no fault.
        if code == 130 and not said.rstrip('\n').endswith('reluscope-cli: interrupted'):
            self.fail('%s: it said: %s' % (name, said))
        self.look(name, old, code == 0, number == signal.SIGKILL)
        self.clear()
        return code


def check_names(bench):
    """That every command is among them."""
    text = subprocess.run([bench.cli, '--help'], capture_output=True, text=True, check=True).stdout
    part = text[text.index('Commands:\n'):]
    part = part[:part.index('\n\n')]
    names = [re.match(r'  (\S+( \S+)?)  +', line).group(1) for line in part.split('\n')[1:]]
    if sorted(name.strip() for name in names) != sorted({name.split(',')[0] for name in bench.commands}):
        bench.fail('other commands than are tried: %s' % names)


def run_signals(bench, count, number):
    """Each command once, where no @count is given: at work, where it can be kept there, or when the signal is caught.
    Of @count signals three in four meet work."""
    rng = random.Random(7)
    names = sorted(bench.commands)
    if number == signal.SIGKILL:
        # What is there of a film when it is killed goes with the next one: see test-movie.
        names.remove('path, animate')
    codes = {}
    n_works = 0
    for k in range(count or len(names)):
        name = names[k % len(names)]
        if number == signal.SIGINT and name in bench.heavy and (not count or rng.random() < 0.75):
            code = bench.interrupt_work(name, rng, TICKS_LONG if count else TICKS)
            n_works += 1
        else:
            code = bench.interrupt(name, rng, number, number == signal.SIGINT and not count)
        codes[code] = codes.get(code, 0) + 1
    print('# exit codes: %s; at work: %d' % (codes, n_works))


def limit_size():
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))


def check_refusal(bench, name, process, words):
    said = bench.finish(name, process)
    # How a table was read may have been said before.
    lines = [line for line in said.split('\n') if line and 'rows; features' not in line]
    if process.returncode != 2 or len(lines) != 1 or words not in lines[0]:
        bench.fail('%s: exit code %d: %s' % (name, process.returncode, said))
    bench.look(name, True, False)


def run_disk(bench, _count):
    """Every command whose file is larger than what may be written."""
    for name, (_line, ending) in sorted(bench.commands.items()):
        if ending is None:
            continue
        bench.write_old(name)
        with bench.start(name, preexec_fn=limit_size) as process:
            check_refusal(bench, name, process, 'File too large')
        bench.clear()


def mount(folder, options):
    """A file system of its own in memory; False where that may not be."""
    libc = ctypes.CDLL(ctypes.util.find_library('c'), use_errno=True)
    remount = 32 if 'remount' in options else 0
    read_only = 1 if 'ro' in options else 0
    return libc.mount(b'tmpfs', folder.encode(), b'tmpfs', remount | read_only,
                      b'size=16k' if not remount else b'') == 0


def fill(path):
    """As large a file as there is room for."""
    with open(path, 'wb', buffering=0) as file:
        try:
            while True:
                file.write(bytes(512))
        except OSError:
            pass


def try_mounted(bench):
    """With a file system of 16 KiB: a reason why nothing can be tried, or None."""
    names = ('solve', 'figure optimal-set', 'report', 'gallery export', 'experiment pruning')
    for words, options in (('No space left on device', None), ('Read-only file system', ['remount', 'ro'])):
        for name in names:
            bench.write_old(name)
            if options is None:
                fill(os.path.join(bench.out, 'full'))
            elif not mount(bench.out, options):
                return 'nothing can be mounted again here'
            with bench.start(name) as process:
                said = bench.finish(name, process)
            if process.returncode != 2 or words not in said or len(said.strip().split('\n')) != 1:
                bench.fail('%s: exit code %d: %s' % (name, process.returncode, said))
            with open(bench.get_target(name), 'rb') as file:
                if file.read() != b'old':
                    bench.fail('%s: the old file is not there' % name)
            if options is not None:
                mount(bench.out, ['remount'])
            bench.clear()
    return None


def run_mounted(bench, _count):
    """A full disk, and one that is read only, as root has them."""
    libc = ctypes.CDLL(ctypes.util.find_library('c'), use_errno=True)
    # In a name space of its own, so that nothing stays mounted.
    if libc.unshare(0x00020000) != 0 or libc.mount(b'none', b'/', None, 0x44000, None) != 0 \
            or not mount(bench.out, []):
        return 'nothing can be mounted here'
    try:
        return try_mounted(bench)
    finally:
        libc.umount2(bench.out.encode(), UNMOUNT_DETACHED)


def change_for_ever(path, parent):
    """Writes, cuts and removes a file until it is killed, or its parent is."""
    ctypes.CDLL(ctypes.util.find_library('c')).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    contents = [TABLE.encode(), TABLE.replace('1', '2').encode(), None, TABLE[:len(TABLE) // 2].encode() + b'0,0',
                b'']
    rng = random.Random(3)
    while os.getppid() == parent:
        content = rng.choice(contents)
        if content is None:
            with contextlib.suppress(OSError):
                os.unlink(path)
        elif rng.random() < 0.5:
            with open(path + '.other', 'wb') as file:
                file.write(content)
            os.rename(path + '.other', path)
        else:
            with open(path, 'wb') as file:
                file.write(content)
        time.sleep(0.001)


def run_inputs(bench, count):
    """A table that is replaced, cut short and taken away while it is read."""
    path = os.path.join(bench.folder, 'changing.csv')
    codes = {}
    parent = os.getpid()
    child = os.fork()
    if child == 0:
        try:
            change_for_ever(path, parent)
        finally:
            os._exit(1)
    try:
        for _k in range(count or 12):
            done = subprocess.run([bench.cli, 'solve', path, '--json', '-'], capture_output=True, text=True,
                                  timeout=PATIENCE, check=False)
            codes[done.returncode] = codes.get(done.returncode, 0) + 1
            lines = done.stderr.strip().split('\n')
            if done.returncode == 0:
                json.loads(done.stdout)
            elif done.returncode != 2 or len(lines) != 1 or 'changing.csv' not in lines[0]:
                bench.fail('exit code %d: %s' % (done.returncode, done.stderr))
    finally:
        os.kill(child, signal.SIGKILL)
        status = os.waitpid(child, 0)[1]
    if not os.WIFSIGNALED(status):
        bench.fail('what changes the table ended before')
    print('# exit codes: %s' % codes)


def check_one_line(bench, name, done, words):
    lines = done.stderr.strip().split('\n')
    if done.returncode != 2 or len(lines) != 1 or words not in lines[0]:
        bench.fail('%s: exit code %d: %s' % (name, done.returncode, done.stderr))


def run_lines(bench, _count):
    """A line that does not end, through a pipe."""
    done = subprocess.run(['sh', '-c', "head -c 70000000 /dev/zero | tr '\\0' 1 | '%s' solve -" % bench.cli],
                          capture_output=True, text=True, timeout=PATIENCE, check=False)
    check_one_line(bench, 'a long line', done, 'standard input:1:1: the line is longer than 64 MiB')


def run_vanished(bench, _count):
    """The folder of the output goes while the table is read: from a pipe, so that it is read when that is said."""
    fifo, sub = os.path.join(bench.folder, 'fifo.csv'), os.path.join(bench.folder, 'sub')
    os.mkfifo(fifo)
    for line, ending in (('solve %s --json OUT', 'json'), ('solve %s --weights OUT', 'csv'),
                         ('figure function %s -o OUT', 'svg')):
        os.mkdir(sub)
        words = [os.path.join(sub, 'file.' + ending) if word == 'OUT' else word for word in (line % fifo).split()]
        with subprocess.Popen([bench.cli] + words, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                              text=True) as process:
            # It is open for reading from here on.
            with open(fifo, 'w', encoding='utf-8') as file:
                os.rmdir(sub)
                file.write(TABLE)
            said = process.communicate(timeout=PATIENCE)[1]
        lines = [each for each in said.strip().split('\n') if 'rows; features' not in each]
        if process.returncode != 2 or len(lines) != 1 or 'No such file or directory' not in lines[0]:
            bench.fail('%s: exit code %d: %s' % (line, process.returncode, said))
        if os.path.exists(sub):
            bench.fail('%s: the folder is there again' % line)
    os.unlink(fifo)


PARTS = (('names', lambda bench, _count: check_names(bench)),
         ('signals', lambda bench, count: run_signals(bench, count, signal.SIGINT)),
         ('kills', lambda bench, count: run_signals(bench, count, signal.SIGKILL)),
         ('disk', run_disk),
         ('inputs', run_inputs),
         ('lines', run_lines),
         ('vanished', run_vanished),
         ('mounted', run_mounted))


def run_parts(bench, only, count):
    failed = False
    for k, (name, run) in enumerate(PARTS, 1):
        skipped = 'not asked for' if only and name != only else run(bench, count)
        print('%sok %d faults: %s%s' % ('not ' if bench.failures else '', k, name,
                                        ' # SKIP ' + skipped if skipped else ''))
        for failure in bench.failures:
            print('# ' + failure)
        failed = failed or bool(bench.failures)
        bench.failures = []
        sys.stdout.flush()
    return 1 if failed else 0


def main(cli, data, only=None, count=0):
    print('1..%d' % len(PARTS))
    with tempfile.TemporaryDirectory() as folder:
        return run_parts(Bench(cli, data, folder), only, int(count))


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:]))
