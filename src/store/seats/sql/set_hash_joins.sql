-- Whether hash joins are on, as it was; from now on they are as $1 says, until the transaction ends.
select current_setting('enable_hashjoin') as was, set_config('enable_hashjoin', $1, true)
