# Not beside the contract; by -I, by HETONG_PATH, and from standard input; -I comes first.
"$HETONG" check "$1.ht"
"$HETONG" check -I used "$1.ht" && echo "-I: found"
HETONG_PATH=/nowhere:used "$HETONG" check "$1.ht" && echo "HETONG_PATH: found"
"$HETONG" check -I used - < "$1.ht" && echo "standard input: found"
mkdir "$TMP/first"
echo 'item lathe, lathes.' > "$TMP/first/terms.ht"
HETONG_PATH=used "$HETONG" check -I "$TMP/first" "$1.ht"
