package org.vestibule.roster;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes in rosters, and starts their imports. */
@Service
class Rosters {

    /** Bytes of a file. */
    static final long LARGEST = 20L << 20;

    private static final int BATCH = 500;

    private final RosterImports imports;
    private final RosterRows rows;
    private final Clock clock;

    Rosters(RosterImports imports, RosterRows rows, Clock clock) {
        this.imports = imports;
        this.rows = rows;
        this.clock = clock;
    }

    /**
     * Keeps what a file says, whole or not at all, to be compared.
     *
     * @throws UnreadableRosterException when it is no roster
     */
    @Transactional(rollbackFor = Exception.class)
    RosterImport take(InputStream file, RosterUpload chosen, UUID administrator)
            throws IOException, UnreadableRosterException {
        try (RosterFile roster = RosterFile.open(new Limited(file))) {
            Instant now = clock.instant();
            RosterImport made = new RosterImport(
                    UUID.randomUUID(),
                    administrator,
                    RosterStatus.COMPARING,
                    roster.columns(),
                    Boolean.parseBoolean(chosen.confirmed()),
                    Boolean.parseBoolean(chosen.sendLinks()),
                    Boolean.parseBoolean(chosen.disableOthers()),
                    0,
                    0,
                    now.plus(RosterSteps.SHOWN));
            imports.write(made, now);
            List<RosterLine> batch = new ArrayList<>(BATCH);
            int lines = roster.read(line -> {
                batch.add(line);
                if (batch.size() == BATCH) {
                    rows.write(made.id(), batch);
                    batch.clear();
                }
            });
            rows.write(made.id(), batch);
            imports.count(made.id(), lines);
            return imports.find(made.id(), now).orElseThrow();
        } catch (RosterFile.TooLargeException ex) {
            throw new UnreadableRosterException("too-large", LARGEST >> 20);
        }
    }

    /** Starts the import of what is shown; not while another one runs. */
    boolean start(UUID id) {
        return imports.start(id, clock.instant());
    }

    /** Ends where a roster may not go on. */
    private static final class Limited extends FilterInputStream {

        private long read;

        Limited(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            return counted(super.read());
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int number = super.read(bytes, offset, length);
            read += Math.max(0, number);
            if (read > LARGEST) {
                throw new RosterFile.TooLargeException();
            }
            return number;
        }

        private int counted(int one) throws IOException {
            if (one >= 0 && ++read > LARGEST) {
                throw new RosterFile.TooLargeException();
            }
            return one;
        }
    }
}
