  coalesce((select jsonb_agg(jsonb_build_object('year', b.school_year, 'test', b.test, 'state', b.state,
      'assignedAt', b.assigned_at, 'startedAt', b.started_at, 'completedAt', b.completed_at, 'score', b.score,
      'invalidatedAt', b.invalidated_at) order by b.school_year, b.test)
    from benchmark_test b where b.district_id = p.district_id and b.person_id = p.id), '[]')
