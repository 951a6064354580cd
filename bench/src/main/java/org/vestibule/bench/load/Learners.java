package org.vestibule.bench.load;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

import org.vestibule.bench.people.Learner;
import org.vestibule.bench.people.Person;

/**
 * Who can sign in now. The provider takes each code once (RFC 6238 5.2), so nobody is handed out twice within a time step:
 * a run needs about 30 people for each sign-in a second.
 */
final class Learners {

    private final Queue<Learner> waiting = new ArrayDeque<>();

    Learners(List<Person> people) {
        people.forEach(person -> waiting.add(new Learner(person)));
    }

    /** The one who waits longest; empty when even that one has used the code of this time step. */
    synchronized Optional<Learner> take(Instant now) {
        Learner first = waiting.peek();
        return first == null || !first.hasCode(now) ? Optional.empty() : Optional.of(waiting.remove());
    }

    synchronized void giveBack(Learner learner) {
        waiting.add(learner);
    }
}
