-- The ledger says which purchase was entered, changed or taken out, also where the total of today stays what it was: a term that
-- lies ahead stood nowhere until it began.
alter table seat_ledger add column purchase text;
alter table seat_ledger add constraint seat_ledger_purchase_check check (purchase is null or move = 'purchase');
alter table seat_ledger drop constraint seat_ledger_reason_check;
alter table seat_ledger add constraint seat_ledger_reason_check check (reason in (
  'set_by_hand', 'term_changed', 'seat_free', 'none_bought', 'all_in_use', 'held_in_grace', 'over_bought',
  'reserved_elsewhere', 'role_lost', 'person_retired', 'person_deactivated', 'unassigned', 'rule_left', 'licence_off',
  'needed_again', 'grace_ended', 'bought_fewer', 'covered_again', 'undone', 'chosen', 'allotted', 'total_kept'));
