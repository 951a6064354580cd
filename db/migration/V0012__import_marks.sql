-- What the import file said last, as a hash per record and key: tells a changed value from an edit made since.
create table import_mark (
    record     text  not null,
    key        text  not null,
    value_hash bytea not null,
    constraint import_mark_pk primary key (record, key)
);
