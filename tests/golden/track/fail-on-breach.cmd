"$HETONG" track lathes.contract --store "$TMP/db" --as-of 2026-01-10 --fail-on breach --lang zh
