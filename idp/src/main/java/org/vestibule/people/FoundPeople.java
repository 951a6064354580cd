package org.vestibule.people;

import java.util.List;

/**
 * One page of the people that a query found.
 *
 * @param total how many there are on all pages
 */
record FoundPeople(List<FoundPerson> page, long total) {

    public long pages() {
        return Math.max(1, (total + PeopleQuery.SIZE - 1) / PeopleQuery.SIZE);
    }
}
