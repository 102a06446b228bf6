"""The policy's side of the door: one line of JSON in, one line out."""
import json
import sys


def serve(name, decide, groups=False):
    """Answers each step with what `decide(step)` returns: the members of the answer.

    With `groups`, pods that go together are told of as groups, which are placed all or none.
    """
    for line in sys.stdin:
        message = json.loads(line)
        kind = message["type"]
        if kind == "hello":
            answer = {"type": "hello", "protocol": 1, "name": name, "version": "1",
                      "wants": ["groups"] if groups else []}
        elif kind == "step":
            answer = {"type": "decisions", "seq": message["seq"], **decide(message)}
        else:
            answer = {"type": "bye"}
        print(json.dumps(answer, separators=(",", ":")), flush=True)
        if kind == "end":
            return
