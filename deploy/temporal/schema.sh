#!/bin/sh
# Makes Temporal's two databases, or brings them to the version of this image. Safe to repeat: it runs at every start.
# POSTGRES_SEEDS, DB_PORT, POSTGRES_USER and SQL_PASSWORD say where, as for the server.
set -eu

sql() {
  database=$1
  shift
  temporal-sql-tool --plugin postgres12 --ep "$POSTGRES_SEEDS" --port "$DB_PORT" --user "$POSTGRES_USER" --db "$database" "$@"
}

prepare() {
  sql "$1" create
  # Begins the record of versions; an existing one stays.
  sql "$1" setup-schema --version 0.0 2>/dev/null || echo "$1 has a schema; it is brought up to date"
  sql "$1" update-schema --schema-name "postgresql/v12/$2"
}

prepare temporal temporal
prepare temporal_visibility visibility
echo 'The databases are ready.'
