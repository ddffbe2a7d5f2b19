-- A lead of a community asks for a class that others lead: an invitation for whoever leads it.
alter table community_invitation
  add column class_id bigint,
  add foreign key (district_id, class_id) references class (district_id, id);
alter table community_invitation drop constraint community_invitation_kind_check;
alter table community_invitation drop constraint community_invitation_kind;
alter table community_invitation
  add constraint community_invitation_kind_check check (kind in ('mail', 'link', 'class')),
  add constraint community_invitation_kind check ((kind = 'mail') = (email is not null)
    and (kind = 'link') = (token_hash is not null) and (kind = 'class') = (class_id is not null));
create index community_invitation_by_class on community_invitation (district_id, class_id)
  where class_id is not null;
