"$HETONG" schedule --format csv "$1.ht" | cut -d, -f 1,4-8
"$HETONG" checklist --for Agent "$1.ht" | grep '^- \|^| [0-9]\|^## '
"$HETONG" schedule --lang zh "$1.ht" | grep 通知
"$HETONG" schedule "$1.ht" | sed -n 3p
