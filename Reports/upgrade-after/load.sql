-- Loads a report into DuckDB, with fixed types: duckdb -init load.sql, in its folder.

CREATE OR REPLACE TABLE utilization AS
SELECT * FROM read_csv('utilization.csv', header = true, auto_detect = false, delim = ',',
  quote = '"', escape = '"', nullstr = '', columns = {
  'time_seconds': 'DOUBLE',
  'scope': 'VARCHAR',
  'name': 'VARCHAR',
  'resource': 'VARCHAR',
  'capacity': 'HUGEINT',
  'allocatable': 'HUGEINT',
  'requested': 'HUGEINT',
  'used': 'HUGEINT',
  'requested_ratio': 'DOUBLE',
  'used_ratio': 'DOUBLE',
  'lost_requested': 'HUGEINT',
  'unit': 'VARCHAR',
  'fragmented': 'BIGINT'
});

CREATE OR REPLACE TABLE nodes AS
SELECT * FROM read_csv('nodes.csv', header = true, auto_detect = false, delim = ',',
  quote = '"', escape = '"', nullstr = '', columns = {
  'time_seconds': 'DOUBLE',
  'node': 'VARCHAR',
  'pool': 'VARCHAR',
  'zone': 'VARCHAR',
  'ready': 'VARCHAR',
  'resource': 'VARCHAR',
  'allocatable': 'BIGINT',
  'requested': 'BIGINT',
  'used': 'BIGINT',
  'pods': 'BIGINT',
  'unit': 'VARCHAR',
  'fragmented': 'BIGINT'
});

CREATE OR REPLACE TABLE pods AS
SELECT * FROM read_csv('pods.csv', header = true, auto_detect = false, delim = ',',
  quote = '"', escape = '"', nullstr = '', columns = {
  'namespace': 'VARCHAR',
  'pod': 'VARCHAR',
  'uid': 'BIGINT',
  'owner_kind': 'VARCHAR',
  'owner': 'VARCHAR',
  'workload': 'VARCHAR',
  'priority': 'BIGINT',
  'qos_class': 'VARCHAR',
  'node': 'VARCHAR',
  'phase': 'VARCHAR',
  'reason': 'VARCHAR',
  'created_seconds': 'DOUBLE',
  'scheduled_seconds': 'DOUBLE',
  'image_pulled_seconds': 'DOUBLE',
  'started_seconds': 'DOUBLE',
  'ready_seconds': 'DOUBLE',
  'finished_seconds': 'DOUBLE',
  'deleted_seconds': 'DOUBLE',
  'scheduling_attempts': 'BIGINT',
  'restarts': 'BIGINT',
  'cpu_request_millicores': 'BIGINT',
  'memory_request_bytes': 'BIGINT',
  'ephemeral_storage_request_bytes': 'BIGINT',
  'extended_requests': 'VARCHAR',
  'first_attempt_seconds': 'DOUBLE',
  'deletion_requested_seconds': 'DOUBLE',
  'gpu_devices': 'VARCHAR',
  'pod_uid': 'BIGINT',
  'deletion_cause': 'VARCHAR'
});

CREATE OR REPLACE TABLE latency AS
SELECT * FROM read_csv('latency.csv', header = true, auto_detect = false, delim = ',',
  quote = '"', escape = '"', nullstr = '', columns = {
  'stage': 'VARCHAR',
  'group': 'VARCHAR',
  'count': 'BIGINT',
  'mean_seconds': 'DOUBLE',
  'min': 'DOUBLE',
  'p50': 'DOUBLE',
  'p90': 'DOUBLE',
  'p95': 'DOUBLE',
  'p99': 'DOUBLE',
  'p999': 'DOUBLE',
  'max': 'DOUBLE',
  'waiting': 'BIGINT',
  'bounds': 'VARCHAR',
  'min_seconds': 'DOUBLE',
  'p50_seconds': 'DOUBLE',
  'p90_seconds': 'DOUBLE',
  'p95_seconds': 'DOUBLE',
  'p99_seconds': 'DOUBLE',
  'p999_seconds': 'DOUBLE',
  'max_seconds': 'DOUBLE'
});

CREATE OR REPLACE TABLE queue AS
SELECT * FROM read_csv('queue.csv', header = true, auto_detect = false, delim = ',',
  quote = '"', escape = '"', nullstr = '', columns = {
  'time_seconds': 'DOUBLE',
  'active': 'BIGINT',
  'backoff': 'BIGINT',
  'unschedulable': 'BIGINT',
  'oldest_pending_seconds': 'DOUBLE'
});

CREATE OR REPLACE TABLE scheduling AS
SELECT * FROM read_csv('scheduling.csv', header = true, auto_detect = false, delim = ',',
  quote = '"', escape = '"', nullstr = '', columns = {
  'time_seconds': 'DOUBLE',
  'pod': 'VARCHAR',
  'attempt': 'BIGINT',
  'woken_by': 'VARCHAR',
  'result': 'VARCHAR',
  'node': 'VARCHAR',
  'nominated_node': 'VARCHAR',
  'nodes_evaluated': 'BIGINT',
  'nodes_feasible': 'BIGINT',
  'score': 'BIGINT',
  'message': 'VARCHAR',
  'namespace': 'VARCHAR',
  'pod_uid': 'BIGINT'
});

CREATE OR REPLACE TABLE workloads AS
SELECT * FROM read_csv('workloads.csv', header = true, auto_detect = false, delim = ',',
  quote = '"', escape = '"', nullstr = '', columns = {
  'time_seconds': 'DOUBLE',
  'kind': 'VARCHAR',
  'namespace': 'VARCHAR',
  'name': 'VARCHAR',
  'desired': 'BIGINT',
  'current': 'BIGINT',
  'ready': 'BIGINT',
  'available': 'BIGINT',
  'updated': 'BIGINT',
  'revision': 'BIGINT',
  'succeeded': 'BIGINT',
  'failed': 'BIGINT'
});

CREATE OR REPLACE TABLE services AS
SELECT * FROM read_csv('services.csv', header = true, auto_detect = false, delim = ',',
  quote = '"', escape = '"', nullstr = '', columns = {
  'time_seconds': 'DOUBLE',
  'namespace': 'VARCHAR',
  'service': 'VARCHAR',
  'ready_endpoints': 'BIGINT',
  'stale_endpoints': 'BIGINT',
  'present': 'BIGINT'
});

CREATE OR REPLACE TABLE node_conditions AS
SELECT * FROM read_csv('node_conditions.csv', header = true, auto_detect = false, delim = ',',
  quote = '"', escape = '"', nullstr = '', columns = {
  'time_seconds': 'DOUBLE',
  'node': 'VARCHAR',
  'condition': 'VARCHAR',
  'status': 'VARCHAR',
  'reason': 'VARCHAR',
  'waited_seconds': 'DOUBLE'
});

CREATE OR REPLACE TABLE failures AS
SELECT * FROM read_csv('failures.csv', header = true, auto_detect = false, delim = ',',
  quote = '"', escape = '"', nullstr = '', columns = {
  'incident': 'BIGINT',
  'time_seconds': 'DOUBLE',
  'node': 'VARCHAR',
  'phase': 'VARCHAR',
  'pods': 'BIGINT',
  'p50_seconds': 'DOUBLE',
  'p99_seconds': 'DOUBLE',
  'max_seconds': 'DOUBLE',
  'waiting': 'BIGINT',
  'bounds': 'VARCHAR',
  'kind': 'VARCHAR',
  'repaired_seconds': 'DOUBLE'
});

CREATE OR REPLACE TABLE evictions AS
SELECT * FROM read_csv('evictions.csv', header = true, auto_detect = false, delim = ',',
  quote = '"', escape = '"', nullstr = '', columns = {
  'time_seconds': 'DOUBLE',
  'pod': 'VARCHAR',
  'node': 'VARCHAR',
  'cause': 'VARCHAR',
  'grace_seconds': 'DOUBLE',
  'replaced_by': 'VARCHAR',
  'replaced_ready_seconds': 'DOUBLE',
  'namespace': 'VARCHAR',
  'pod_uid': 'BIGINT',
  'replaced_by_uid': 'BIGINT'
});

CREATE OR REPLACE TABLE events AS
SELECT * FROM read_csv('events.csv', header = true, auto_detect = false, delim = ',',
  quote = '"', escape = '"', nullstr = '', columns = {
  'time_seconds': 'DOUBLE',
  'type': 'VARCHAR',
  'reason': 'VARCHAR',
  'kind': 'VARCHAR',
  'namespace': 'VARCHAR',
  'name': 'VARCHAR',
  'component': 'VARCHAR',
  'message': 'VARCHAR',
  'pod': 'VARCHAR',
  'pod_uid': 'BIGINT',
  'container': 'VARCHAR',
  'count': 'BIGINT'
});

CREATE OR REPLACE TABLE refusals AS
SELECT * FROM read_csv('refusals.csv', header = true, auto_detect = false, delim = ',',
  quote = '"', escape = '"', nullstr = '', columns = {
  'time_seconds': 'DOUBLE',
  'last_seconds': 'DOUBLE',
  'count': 'BIGINT',
  'verb': 'VARCHAR',
  'kind': 'VARCHAR',
  'namespace': 'VARCHAR',
  'name': 'VARCHAR',
  'code': 'BIGINT',
  'reason': 'VARCHAR',
  'message': 'VARCHAR'
});

CREATE OR REPLACE TABLE machines AS
SELECT * FROM read_csv('machines.csv', header = true, auto_detect = false, delim = ',',
  quote = '"', escape = '"', nullstr = '', columns = {
  'time_seconds': 'DOUBLE',
  'node': 'VARCHAR',
  'alive': 'BIGINT',
  'connected': 'BIGINT'
});

CREATE OR REPLACE TABLE pod_states AS
SELECT * FROM read_csv('pod_states.csv', header = true, auto_detect = false, delim = ',',
  quote = '"', escape = '"', nullstr = '', columns = {
  'time_seconds': 'DOUBLE',
  'namespace': 'VARCHAR',
  'pod': 'VARCHAR',
  'pod_uid': 'BIGINT',
  'phase': 'VARCHAR',
  'ready': 'BIGINT',
  'terminating': 'BIGINT',
  'node': 'VARCHAR'
});

CREATE OR REPLACE TABLE taints AS
SELECT * FROM read_csv('taints.csv', header = true, auto_detect = false, delim = ',',
  quote = '"', escape = '"', nullstr = '', columns = {
  'time_seconds': 'DOUBLE',
  'node': 'VARCHAR',
  'key': 'VARCHAR',
  'value': 'VARCHAR',
  'effect': 'VARCHAR',
  'present': 'BIGINT'
});

CREATE OR REPLACE TABLE budgets AS
SELECT * FROM read_csv('budgets.csv', header = true, auto_detect = false, delim = ',',
  quote = '"', escape = '"', nullstr = '', columns = {
  'time_seconds': 'DOUBLE',
  'namespace': 'VARCHAR',
  'budget': 'VARCHAR',
  'expected_pods': 'BIGINT',
  'desired_healthy': 'BIGINT',
  'current_healthy': 'BIGINT',
  'disruptions_allowed': 'BIGINT'
});

CREATE OR REPLACE TABLE quotas AS
SELECT * FROM read_csv('quotas.csv', header = true, auto_detect = false, delim = ',',
  quote = '"', escape = '"', nullstr = '', columns = {
  'time_seconds': 'DOUBLE',
  'namespace': 'VARCHAR',
  'quota': 'VARCHAR',
  'resource': 'VARCHAR',
  'hard': 'BIGINT',
  'used': 'BIGINT',
  'unit': 'VARCHAR'
});

CREATE OR REPLACE TABLE timeline AS
SELECT * FROM read_csv('timeline.csv', header = true, auto_detect = false, delim = ',',
  quote = '"', escape = '"', nullstr = '', columns = {
  'time_seconds': 'DOUBLE',
  'verb': 'VARCHAR',
  'target': 'VARCHAR',
  'detail': 'VARCHAR',
  'refused': 'BIGINT'
});

CREATE OR REPLACE TABLE autoscalers AS
SELECT * FROM read_csv('autoscalers.csv', header = true, auto_detect = false, delim = ',',
  quote = '"', escape = '"', nullstr = '', columns = {
  'time_seconds': 'DOUBLE',
  'namespace': 'VARCHAR',
  'autoscaler': 'VARCHAR',
  'target': 'VARCHAR',
  'min_replicas': 'BIGINT',
  'max_replicas': 'BIGINT',
  'current_replicas': 'BIGINT',
  'desired_replicas': 'BIGINT',
  'metric_type': 'VARCHAR',
  'metric': 'VARCHAR',
  'target_percent': 'BIGINT',
  'current_percent': 'BIGINT',
  'target_value': 'VARCHAR',
  'current_value': 'VARCHAR',
  'limited': 'VARCHAR',
  'reason': 'VARCHAR'
});

CREATE OR REPLACE TABLE summary AS
SELECT * FROM read_csv('summary.csv', header = true, auto_detect = false, delim = ',',
  quote = '"', escape = '"', nullstr = '', columns = {
  'metric': 'VARCHAR',
  'resource': 'VARCHAR',
  'scope': 'VARCHAR',
  'name': 'VARCHAR',
  'statistic': 'VARCHAR',
  'value': 'DOUBLE',
  'unit': 'VARCHAR'
});
