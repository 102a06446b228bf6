"""A run as an environment for learners, with Gym's reset, step and close.

    environment = Wavetank("scenario.yaml", "report", reward=lambda message: ...)
    observation, info = environment.reset(seed=1)
    while not ended:
        observation, reward, ended, cut, info = environment.step({"bind": [...]})

An observation is a step of the door, or what `observe` makes of it; an action has the members of an
answer. The last observation is the end with its metrics; the report is written then.
"""
import json
import subprocess

try:
    from gymnasium import Env
except ImportError:
    Env = object


class Wavetank(Env):
    def __init__(self, scenario, output, program="wavetank", options=(), groups=False,
                 observe=lambda message: message, reward=lambda message: 0.0):
        self.command = [program, "run", scenario, "--policy", "-", "--output", output, *options]
        self.groups, self.observe, self.reward = groups, observe, reward
        self.process, self.number = None, 0

    def say(self, message):
        self.process.stdin.write(json.dumps(message, separators=(",", ":")) + "\n")
        self.process.stdin.flush()

    def hear(self):
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError(f"the run has ended with exit code {self.process.wait()}")
        message = json.loads(line)
        self.number = message.get("seq", 0)
        return message

    def reset(self, *, seed=None, options=None):
        self.close()
        command = self.command + ([] if seed is None else ["--seed", str(seed)])
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8")
        self.hear()
        self.say({"type": "hello", "protocol": 1, "name": "learner",
                  "wants": ["groups"] if self.groups else []})
        return self.observe(self.hear()), {}

    def step(self, action):
        self.say({"type": "decisions", "seq": self.number, **action})
        message = self.hear()
        ended = message["type"] == "end"
        if ended:
            self.say({"type": "bye"})
            self.process.wait()
        return self.observe(message), self.reward(message), ended, False, {}

    def close(self):
        if self.process is not None:
            self.process.terminate()
            self.process.communicate()
            self.process = None
