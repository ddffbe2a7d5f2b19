-- One more thing that a page may order: to apply a held run with the matches that it proposes.

alter table run_order drop constraint run_order_kind_check;
alter table run_order add constraint run_order_kind_check check (kind in (
  'sync', 'preview', 'retry', 'approve', 'approve_additions', 'approve_match', 'discard', 'undo', 'preview_undo'));
