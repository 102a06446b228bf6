"""Which machines are free from when on: a set of bits for each span between two instants."""


class Profile:
    def __init__(self):
        self.times, self.free = [0], [0]

    def _split(self, time):
        place = len(self.times)
        while self.times[place - 1] > time:
            place -= 1
        if self.times[place - 1] == time:
            return place - 1
        self.times.insert(place, time)
        self.free.insert(place, self.free[place - 1])
        return place

    def forget(self, now):
        """Drops what is over."""
        place = self._split(now)
        self.times, self.free = self.times[place:], self.free[place:]

    def take(self, start, end, machines):
        for place in range(self._split(start), self._split(end)):
            self.free[place] &= ~machines

    def give(self, start, end, machines):
        """Gives machines back; without an end, for ever."""
        first = self._split(start)
        stop = len(self.times) if end is None else self._split(end)
        for place in range(first, stop):
            self.free[place] |= machines

    def fit(self, place, count, length):
        """The lowest machines free for `length` from `times[place]` on; None if too few are."""
        free, end = self.free[place], self.times[place] + length
        while bin(free).count("1") >= count:
            place += 1
            if place == len(self.times) or self.times[place] >= end:
                taken = 0
                for _ in range(count):
                    lowest = free & -free
                    taken, free = taken | lowest, free ^ lowest
                return taken
            free &= self.free[place]
        return None

    def earliest(self, count, length):
        """The first start at which so many machines are free, and the machines."""
        for place, time in enumerate(self.times):
            machines = self.fit(place, count, length)
            if machines is not None:
                return time, machines
        return None, 0


def numbers(machines):
    """The numbers of the machines in a set."""
    return [bit for bit in range(machines.bit_length()) if machines >> bit & 1]
