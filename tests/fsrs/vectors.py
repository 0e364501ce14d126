#!/usr/bin/env python3
"""Histories of reviews and what py-fsrs makes of them, for the tests of wasm-app/src/state/repetition.rs.

Run beside a copy of https://github.com/open-spaced-repetition/py-fsrs at commit 805389491466f899582130776aa7e9b5352a6b6c:
    PYTHONPATH=path/to/py-fsrs tests/fsrs/vectors.py > wasm-app/src/state/repetition_vectors.txt

A line: days between reviews (the first is 0) with grades 1 to 4; stability, difficulty, days until it is due,
retrievability after 30 days.
"""

import random
from datetime import datetime, timedelta, timezone

from fsrs.card import Card
from fsrs.rating import Rating
from fsrs.scheduler import Scheduler

# Without steps of minutes: the portal counts whole days.
SCHEDULER = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
START = datetime(2026, 1, 1, 12, tzinfo=timezone.utc)


def vector(history):
    card, day = Card(card_id=1), START
    for gap, grade in history:
        day += timedelta(days=gap)
        card, _ = SCHEDULER.review_card(card=card, rating=Rating(grade), review_datetime=day)
    later = SCHEDULER.get_card_retrievability(card, current_datetime=day + timedelta(days=30))
    spelled = " ".join(f"{gap}:{grade}" for gap, grade in history)
    return f"{spelled} = {card.stability!r} {card.difficulty!r} {(card.due - day).days} {later!r}"


def main():
    chance = random.Random(6)
    for grade in (1, 2, 3, 4):
        print(vector([(0, grade)]))
    # As in py-fsrs' own test_memo_state, without the second review of the first day.
    print(vector([(0, 3), (1, 3), (3, 3), (8, 3), (21, 3)]))
    for _ in range(200):
        length = chance.randint(2, 32)
        gaps = [chance.choice([1, 1, 2, 3, 5, 8, 13, 30, 90, 400]) for _ in range(length - 1)]
        print(vector(list(zip([0, *gaps], (chance.choice([1, 1, 2, 3, 3, 3, 4]) for _ in range(length))))))


if __name__ == "__main__":
    main()
