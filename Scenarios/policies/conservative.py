#!/usr/bin/env python3
"""Conservative backfilling (Mu'alem and Feitelson, TPDS 2001), with reservations of machines.

Every job gets a reservation at its earliest start when it arrives. When a job ends, each that waits is
taken out and put in again, in their order. What is due starts. A job is a group of pods with a
walltime, each of which takes a whole node.
"""
import door
import machines

profile = machines.Profile()
jobs, running, queue, reserved = {}, {}, [], {}


def reserve(job):
    length = jobs[job]["walltime"]
    begin, places = profile.earliest(jobs[job]["count"], length)
    reserved[job] = (begin, places)
    if begin is not None:
        profile.take(begin, begin + length, places)


def release(job, now):
    begin, places = reserved.pop(job)
    if begin is not None:
        profile.give(max(begin, now), begin + jobs[job]["walltime"], places)


def decide(step):
    now, arrived, ended, binds = step["now"], [], False, []
    profile.forget(now)
    for event in step["events"]:
        kind, number = event["kind"], event.get("id")
        if kind == "node_added":
            profile.give(now, None, 1 << number)
        elif kind == "group_added":
            jobs[number] = event
            arrived.append(number)
        elif kind == "group_finished" and number in running:
            places, end = running.pop(number)
            if end > now:
                profile.give(now, end, places)
            ended = True
        elif kind == "group_finished" and number in queue:
            queue.remove(number)
            release(number, now)
            ended = True
        elif kind == "group_finished":
            arrived.remove(number)
    if ended:
        for job in queue:
            release(job, now)
            reserve(job)
    for job in arrived:
        queue.append(job)
        reserve(job)
    for job in list(queue):
        begin, places = reserved[job]
        if begin is not None and begin <= now:
            queue.remove(job)
            running[job] = (places, begin + jobs[job]["walltime"])
            binds.append({"group": job, "nodes": machines.numbers(places)})
    starts = [reserved[job][0] for job in queue if reserved[job][0] is not None]
    return {"bind": binds, "wake": min(starts)} if starts else {"bind": binds}


if __name__ == "__main__":
    door.serve("conservative", decide, groups=True)
