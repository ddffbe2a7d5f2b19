-- Export credits: allotted to people by an entry in the ledger, which only grows, so that none ever comes back. The licence's
-- count follows from these entries alone, and refuses to go above what is bought.
alter table seat_ledger drop constraint seat_ledger_move_check;
alter table seat_ledger add constraint seat_ledger_move_check check (move in (
  'purchase', 'assign', 'wait', 'withdraw', 'leave', 'return', 'release', 'over', 'keep', 'yield', 'allot'));
alter table seat_ledger drop constraint seat_ledger_check;
alter table seat_ledger add constraint seat_ledger_check check ((move in ('purchase', 'allot')) = (quantity is not null));
alter table seat_ledger add constraint seat_ledger_allots_something check (move <> 'allot' or quantity > 0);
alter table seat_ledger drop constraint seat_ledger_reason_check;
alter table seat_ledger add constraint seat_ledger_reason_check check (reason in (
  'set_by_hand', 'term_changed', 'seat_free', 'none_bought', 'all_in_use', 'held_in_grace', 'over_bought',
  'reserved_elsewhere', 'role_lost', 'person_retired', 'licence_off', 'needed_again', 'grace_ended', 'bought_fewer',
  'covered_again', 'undone', 'chosen', 'allotted'));

-- Runs with the owner's rights, because nobody else may write the count.
create function count_allotted_credits() returns trigger
  language plpgsql security definer
  set search_path = pg_catalog, public
  as $$
begin
  update licence set used = used + new.quantity where district_id = new.district_id and kind = new.kind;
  if not found then
    raise exception 'Credits were allotted of a kind that the district has no licence of.' using errcode = 'foreign_key_violation';
  end if;
  return null;
end $$;
revoke execute on function count_allotted_credits() from public;
create trigger credits_allotted after insert on seat_ledger
  for each row when (new.move = 'allot') execute function count_allotted_credits();
