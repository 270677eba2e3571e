module cider.example/press

go 1.23
