"""How strategies and theses stand on a day: what gates say, how names do, and which falsifiers have happened."""
