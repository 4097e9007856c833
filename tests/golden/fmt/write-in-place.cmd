# --check says which files differ; --write mends them and leaves a file in error alone.
printf 'party   Mill "the Mill" .\n' >"$TMP/loose.ht"
printf 'party "Mill\n' >"$TMP/broken.ht"
"$HETONG" fmt --check "$TMP/loose.ht"
echo "check: $?"
"$HETONG" fmt --write "$TMP/loose.ht" "$TMP/broken.ht" 2>"$TMP/messages"
echo "write: $?"
cat "$TMP/loose.ht" "$TMP/broken.ht"
ls "$TMP"
