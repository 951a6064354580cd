package org.vestibule.importing;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vestibule.secrets.Sha256;

import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the import applied last, as a hash per record and key. Tells a value that changed in the file from an edit made
 * since.
 */
@Repository
class ImportMarks {

    private static final int BATCH = 5_000;

    // the order of a mapping's keys says nothing
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private final JdbcClient jdbc;

    ImportMarks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A value of one key of one record. */
    record Mark(String record, String key, String hash) {}

    /** The hashes of some records, by record and key. */
    Map<String, Map<String, String>> read(Collection<String> records) {
        Map<String, Map<String, String>> hashes = new HashMap<>();
        jdbc.sql("select record, key, encode(value_hash, 'hex') as hash from import_mark where record = any(:records)")
                .param("records", records.toArray(String[]::new))
                .query(row -> {
                    hashes.computeIfAbsent(row.getString("record"), record -> new HashMap<>())
                            .put(row.getString("key"), row.getString("hash"));
                });
        return hashes;
    }

    /** The keys whose values are not the ones that were applied last, each with its new mark. */
    static Map<String, Mark> changed(String record, Map<String, Object> named, Map<String, String> before) {
        Map<String, Mark> changed = new LinkedHashMap<>();
        named.forEach((key, value) -> {
            Mark mark = new Mark(record, key, Sha256.hex(JSON.writeValueAsString(value)));
            if (!mark.hash().equals(before.get(key))) {
                changed.put(key, mark);
            }
        });
        return changed;
    }

    void write(List<Mark> marks) {
        for (int from = 0; from < marks.size(); from += BATCH) {
            List<Mark> batch = marks.subList(from, Math.min(marks.size(), from + BATCH));
            jdbc.sql("""
                            insert into import_mark (record, key, value_hash)
                            select m.record, m.key, decode(m.hash, 'hex')
                            from unnest(cast(:records as text[]), cast(:keys as text[]), cast(:hashes as text[]))
                                as m (record, key, hash)
                            on conflict (record, key) do update set value_hash = excluded.value_hash
                            """)
                    .param("records", batch.stream().map(Mark::record).toArray(String[]::new))
                    .param("keys", batch.stream().map(Mark::key).toArray(String[]::new))
                    .param("hashes", batch.stream().map(Mark::hash).toArray(String[]::new))
                    .update();
        }
    }
}
