echo 'party Mill "the Mill" "工厂".' | "$HETONG" fmt -
