insert into {{live}} (district_id, source_id, sourced_id, {{columns}}, row_hash, changed_run_id, feed_row{{fingerprint}})
select $1, $2, c.sourced_id, {{columnsOfChange}}, c.row_hash, $3, c.feed_row{{fingerprintOfChange}} from {{change}} c where c.op = 'add' and not c.known
