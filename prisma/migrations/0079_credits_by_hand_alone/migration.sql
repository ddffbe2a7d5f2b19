-- A rule promised that export credits go out by themselves, which no document says and nothing did. They are given by an
-- administrator of a school alone. What was set goes; that it was set stays in the history.
alter table rule_setting no force row level security;
delete from rule_setting where rule = 'exportCreditsAutomatic';
alter table rule_setting force row level security;
