-- Pages note what the payment provider told of cards, and no other money: a district could otherwise say itself that it has
-- paid. Of the role that a connection runs as: the owner of the tables is a member of it and is not meant.
create policy cards_only on payment as restrictive for insert
  with check (current_user <> 'staffroom_web' or (way = 'card' and noted_by = 'payment-provider'));
