-- As the feed sent it, in text: types are checked where a row turns out to be a change, which most rows are not.
create temporary table {{stage}} (sourced_id text not null, status text not null, {{columns}}, row_hash bigint not null, row_no bigint not null, fingerprint text)
