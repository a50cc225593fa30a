# SPDX-License-Identifier: GPL-3.0-or-later
"""What is held of the monkey's play: where it was, how the program was, and what was wrong."""
import os
import signal
import statistics
import subprocess
import time

MIB = 1 << 20
# Times the patience for an answer: for a start, and to come to rest.
START = 2
REST = 2
# Looks at a program at rest, a tenth of a second apart.
CALM_LOOKS = 15
# Minutes in which most of what is used once is loaded: fonts of the presentation, printers, a picture on the clipboard.
WARM_UP = 15


class Sample:
    def __init__(self, t, actions, in_use, resident, files, threads):
        self.t, self.actions, self.in_use, self.resident = t, actions, in_use, resident
        self.files, self.threads = files, threads


def slope(points):
    """The median of the slopes of all pairs: no single sample moves it far (Theil and Sen)."""
    slopes = [(b[1] - a[1]) / (b[0] - a[0]) for k, a in enumerate(points) for b in points[k + 1:] if b[0] > a[0]]
    return statistics.median(slopes) if slopes else 0


class Keeper:
    def __init__(self, options, folder, subject, hand):
        self.options, self.folder, self.subject, self.hand = options, folder, subject, hand
        self.start = time.monotonic()
        self.count = 0
        self.visits, self.seen = {}, {}
        self.answers = []
        self.findings = []
        self.samples = []       # of each run of the program
        self.closed = 0
        self.last_sample = self.start

    def begin(self):
        self.subject.start()
        if not self.subject.wait_for_window(START * self.options.patience):
            self.is_well()
            self.find('start', 'no window came')
            raise SystemExit(self.report())
        self.samples.append([])

    # --- where it was ---

    def visit(self, key):
        self.visits[key] = self.visits.get(key, 0) + 1

    def see(self, controls):
        for control in controls:
            self.seen[control.key] = self.seen.get(control.key, 0) + 1

    # --- what is wrong ---

    def find(self, kind, text):
        """The same is told once; the picture is of the first time."""
        first = text.split('\n')[0]
        # Numbers of processes, and times.
        like = kind + ''.join(letter for letter in first if not letter.isdigit())
        for finding in self.findings:
            if finding['like'] == like:
                finding['times'] += 1
                return
        number = len(self.findings) + 1
        self.findings.append(dict(like=like, kind=kind, text=text, times=1, t=time.monotonic() - self.start, action=self.count))
        self.hand.write(finding=kind, text=text)
        print(f'finding {number} after {self.count} actions: {kind}: {first}', flush=True)
        subprocess.run(['import', '-window', 'root', os.path.join(self.folder, f'finding-{number}.png')], check=False,
                       stderr=subprocess.DEVNULL)

    def is_well(self):
        """Whether the program goes on; whatever is wrong is written down."""
        subject = self.subject
        for lines in subject.take_complaints():
            self.find('complaint', '\n'.join(subject.resolve(line) for line in lines))
        if subject.is_alive():
            seconds = subject.answer(self.options.patience)
            if seconds is None:
                self.find('hang', f'no answer within {self.options.patience:g} s\n' + subject.where_it_hangs())
                subject.process.send_signal(signal.SIGKILL)
                subject.process.wait()
                return False
            self.answers.append(seconds)
        if subject.is_alive():
            return True
        code = subject.process.wait()
        time.sleep(0.3)
        for lines in subject.take_complaints():
            self.find('complaint', '\n'.join(subject.resolve(line) for line in lines))
        if code == 0:
            self.closed += 1
            self.hand.write(note='it was closed')
        else:
            self.find('end', f'it ended with {code}\n' + subject.where_it_crashed())
        return False

    def restart(self, monkey):
        self.begin()
        monkey.in_dialog = 0

    # --- how much it uses ---

    def is_time_to_sample(self):
        return time.monotonic() - self.last_sample > self.options.every

    def comes_to_rest(self):
        """Its use of a processor would say nothing on a busy machine."""
        end, calm = time.monotonic() + REST * self.options.patience, 0
        while time.monotonic() < end and self.subject.is_alive():
            calm = 0 if self.subject.is_at_work() else calm + 1
            if calm == CALM_LOOKS:
                return True
            time.sleep(0.1)
        return False

    def sample(self, monkey):
        """In one new window with the first set, when all is computed."""
        self.last_sample = time.monotonic()
        if not monkey.one_window_left():
            if self.is_well():
                self.find('stuck', f'no way to one window from “{monkey.sight.title}”')
                self.subject.stop()
            self.restart(monkey)
            return
        if not self.comes_to_rest():
            if self.is_well():
                self.find('busy', f'no rest within {REST * self.options.patience:g} s\n' + self.subject.where_it_hangs())
            return
        in_use = self.subject.in_use(self.options.patience)
        sample = Sample((time.monotonic() - self.start) / 60, self.count, in_use, self.subject.resident(),
                        self.subject.count_files(), self.subject.count_threads())
        self.samples[-1].append(sample)
        self.hand.write(sample=vars(sample))
        self.last_sample = time.monotonic()

    def growth(self):
        """MiB in use an hour, over the longest run; None where it is too short to tell."""
        run = max(self.samples, key=len, default=[])
        run = [sample for sample in run if sample.t >= run[0].t + WARM_UP]
        points = [(sample.t / 60, (sample.in_use or sample.resident) / MIB) for sample in run]
        return slope(points) if len(points) >= 4 else None

    # --- at the end ---

    def report(self):
        growth = self.growth()
        if growth is not None and growth > self.options.growth:
            self.find('memory', f'{growth:.1f} MiB an hour more in use; {self.options.growth:g} are allowed')
        minutes = (time.monotonic() - self.start) / 60
        reached = [key for key in self.seen if self.visits.get(key)]
        lines = [f'seed {self.options.seed}: {minutes:.1f} minutes, {self.count} actions, {self.hand.events} input events, '
                 f'{len(self.samples)} runs of the program ({self.closed} closed by hand)',
                 f'controls: {len(reached)} of {len(self.seen)} seen were used; '
                 f'{sum(key.startswith("key ") for key in self.visits)} keys']
        if self.answers:
            answers = sorted(self.answers)
            lines.append(f'answers: median {1000 * answers[len(answers) // 2]:.0f} ms, 99 % within '
                         f'{1000 * answers[len(answers) * 99 // 100]:.0f} ms, worst {answers[-1]:.2f} s')
        for run in self.samples:
            lines.append('minutes, actions: MiB in use, resident; open files, threads')
            for s in run:
                used = f'{s.in_use / MIB:.1f}' if s.in_use else '–'
                lines.append(f'  {s.t:6.1f} {s.actions:6d}: {used:>7} {s.resident / MIB:7.1f} {s.files:4d} {s.threads:3d}')
        if growth is not None:
            lines.append(f'growth: {growth:.1f} MiB an hour')
        lines.append(f'{len(self.findings)} findings')
        for number, finding in enumerate(self.findings, 1):
            lines.append(f'--- finding {number}, after {finding["t"]:.0f} s and {finding["action"]} actions, '
                         f'{finding["times"]} times: {finding["kind"]}')
            lines.append(finding['text'])
        lines.append('--- times used, times seen')
        for key in sorted(self.seen, key=lambda key: self.visits.get(key, 0)):
            lines.append(f'{self.visits.get(key, 0):6d} {self.seen[key]:6d}  {key}')
        for key in sorted(key for key in self.visits if key not in self.seen):
            lines.append(f'{self.visits[key]:6d}         {key}')
        with open(os.path.join(self.folder, 'report.txt'), 'w', encoding='utf-8') as file:
            file.write('\n'.join(lines) + '\n')
        print('\n'.join(lines[:lines.index('--- times used, times seen')]), flush=True)
        return 1 if self.findings else 0
