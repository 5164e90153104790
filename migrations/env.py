"""How Alembic reaches the books: always through the connection, and inside the transaction, of the program itself."""

from alembic import context

from collector_desktop.store.tables import Base

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    render_as_batch=connection.dialect.name == "sqlite",
)
with context.begin_transaction():
    context.run_migrations()
