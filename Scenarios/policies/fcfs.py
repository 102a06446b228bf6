#!/usr/bin/env python3
"""First come, first served: the oldest pod that waits goes to the first node that has room for it.

While it waits for room, so do all that came later. Nodes that are cordoned or tainted are left out;
pods that ask for particular nodes need a policy that looks at their templates.
"""
import collections

import door

templates, pods, nodes, free = {}, {}, {}, {}
queue, placed = collections.deque(), {}


def wants(pod):
    return {**templates[pods[pod]["template"]]["requests"], "pods": 1}


def change(node, pod, sign):
    for resource, amount in wants(pod).items():
        free[node][resource] = free[node].get(resource, 0) + sign * amount


def leave(pod):
    node = placed.pop(pod, None)
    if node in free:
        change(node, pod, 1)
    elif pod in queue:
        queue.remove(pod)


def hear(event):
    kind, number = event["kind"], event.get("id")
    if kind == "template_added":
        templates[number] = event
    elif kind == "node_added":
        nodes[number], free[number] = event, dict(event["allocatable"])
    elif kind == "node_changed":
        for resource, amount in event.get("allocatable", {}).items():
            free[number][resource] += amount - nodes[number]["allocatable"][resource]
        nodes[number].update(event)
    elif kind == "node_gone":
        free.pop(number)
    elif kind == "pod_added":
        pods[number] = event
        queue.append(number)
    elif kind == "pod_bound" and number not in placed:
        queue.remove(number)
        placed[number] = event["node"]
        change(event["node"], number, -1)
    elif kind in ("pod_finished", "pod_gone"):
        leave(number)
    elif kind == "rejected":
        leave(event["pod"])
        queue.appendleft(event["pod"])


def decide(step):
    for event in step["events"]:
        hear(event)
    binds = []
    while queue:
        needs = wants(queue[0]).items()
        room = (node for node, amounts in free.items()
                if not nodes[node]["unschedulable"] and not nodes[node]["taints"]
                and all(amounts.get(resource, 0) >= amount for resource, amount in needs))
        node = next(room, None)
        if node is None:
            break
        pod = queue.popleft()
        placed[pod] = node
        change(node, pod, -1)
        binds.append({"pod": pod, "node": node})
    return {"bind": binds}


if __name__ == "__main__":
    door.serve("fcfs", decide)
