#!/usr/bin/env python3
"""EASY backfilling (Lifka, JSSPP 1995), with reservations of particular machines.

Jobs start in order of arrival. The first that does not fit gets a reservation at its earliest start;
whatever fits beside it without being in its way may start before. A job is a group of pods with a
walltime, each of which takes a whole node.
"""
import door
import machines

profile = machines.Profile()
jobs, running, queue = {}, {}, []


def start(job, now, places, binds):
    end = now + jobs[job]["walltime"]
    profile.take(now, end, places)
    running[job] = (places, end)
    binds.append({"group": job, "nodes": machines.numbers(places)})


def backfill(now, candidates, binds):
    """Starts what fits beside the reservation of the first job of the queue."""
    head = jobs[queue[0]]
    begin, reserved = profile.earliest(head["count"], head["walltime"])
    if begin is not None:
        profile.take(begin, begin + head["walltime"], reserved)
    for job in candidates:
        places = profile.fit(0, jobs[job]["count"], jobs[job]["walltime"])
        if places is not None:
            queue.remove(job)
            start(job, now, places, binds)
    if begin is not None:
        profile.give(begin, begin + head["walltime"], reserved)


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
        elif kind == "group_finished":
            (queue if number in queue else arrived).remove(number)
    queue.extend(arrived)
    while queue:
        places = profile.fit(0, jobs[queue[0]]["count"], jobs[queue[0]]["walltime"])
        if places is None:
            # Where nothing has ended, the others did not fit before and do not now.
            backfill(now, [job for job in (queue if ended else arrived) if job in queue[1:]], binds)
            break
        start(queue.pop(0), now, places, binds)
    return {"bind": binds}


if __name__ == "__main__":
    door.serve("easy", decide, groups=True)
