package org.vestibule.people;

import java.util.List;

/**
 * One page of the people that a query found.
 *
 * @param counted how many there are on all pages; one more than {@link #COUNTED} means that there are more
 * @param further whether there is a page behind this one
 */
record FoundPeople(List<FoundPerson> page, long counted, boolean further) {

    /** Nobody reads more lines than that, and to count them all takes longer than to find a page. */
    static final int COUNTED = 1000;

    /** @param rows of the page, and the first of the next one where there is one */
    static FoundPeople of(List<FoundPerson> rows, long counted) {
        return new FoundPeople(rows.stream().limit(PeopleQuery.SIZE).toList(), counted, rows.size() > PeopleQuery.SIZE);
    }

    public boolean many() {
        return counted > COUNTED;
    }

    public long total() {
        return Math.min(counted, COUNTED);
    }

    public long pages() {
        return Math.max(1, (total() + PeopleQuery.SIZE - 1) / PeopleQuery.SIZE);
    }
}
