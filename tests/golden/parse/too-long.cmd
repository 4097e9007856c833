# A sentence, a name and a text beyond their bounds.
{ printf 'party Mill "'; head -c 70000 /dev/zero | tr '\000' 'x'; echo '".'
  printf 'party '; head -c 300 /dev/zero | tr '\000' 'x'; echo '.'
  printf 'group all: Mill'; i=0; while [ $i -lt 6000 ]; do printf ' and Mill'; i=$((i + 1)); done; echo '.'; } >"$TMP/in.ht"
"$HETONG" dump tree "$TMP/in.ht" 2>&1 | cut -c1-150
