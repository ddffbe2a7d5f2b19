-- Credits that were allotted under a purchase whose term has ended lie with it, and are not charged to the next one: an entry
-- says how many of those allotted lie with the purchases that run, whenever this changes, as one says what is bought.
alter table seat_ledger drop constraint seat_ledger_move_check;
alter table seat_ledger add constraint seat_ledger_move_check check (move in (
  'purchase', 'assign', 'wait', 'withdraw', 'leave', 'return', 'release', 'over', 'keep', 'yield', 'allot', 'book'));
alter table seat_ledger drop constraint seat_ledger_check;
alter table seat_ledger add constraint seat_ledger_check check ((move in ('purchase', 'allot', 'book')) = (quantity is not null));
alter table seat_ledger drop constraint seat_ledger_check1;
alter table seat_ledger add constraint seat_ledger_check1 check ((move in ('purchase', 'book')) = (person_id is null));

create or replace function count_allotted_credits() returns trigger
  language plpgsql security definer
  set search_path = pg_catalog, public
  as $$
begin
  update licence set used = case new.move when 'book' then new.quantity else used + new.quantity end
  where district_id = new.district_id and kind = new.kind;
  if not found then
    raise exception 'Credits were allotted of a kind that the district has no licence of.' using errcode = 'foreign_key_violation';
  end if;
  return null;
end $$;
drop trigger credits_allotted on seat_ledger;
create trigger credits_allotted after insert on seat_ledger
  for each row when (new.move in ('allot', 'book')) execute function count_allotted_credits();
-- Nobody holds a seat of what is allotted: of a licence with seats the count follows from these alone.
alter table seat_ledger add constraint seat_ledger_books_credits check (move <> 'book' or kind = 'export-credits');
