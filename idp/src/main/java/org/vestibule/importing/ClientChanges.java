package org.vestibule.importing;

import java.util.List;

import org.vestibule.client.LmsClient;
import org.vestibule.importing.ImportMarks.Mark;

/**
 * What a file does to the clients.
 *
 * @param written new ones, and those of which the file says something else than last time
 * @param marks of all values applied
 */
record ClientChanges(List<LmsClient> written, List<Mark> marks) {}
