"""seed_store.py STORE: the texts of a store's records as an input of store_fuzz.c."""
import sqlite3
import sys

with sqlite3.connect(sys.argv[1]) as connection:
    bodies = [body for (body,) in connection.execute("SELECT body FROM record ORDER BY seq")]
print("R" + "\n".join(bodies), end="")
