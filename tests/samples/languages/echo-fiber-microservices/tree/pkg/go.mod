module shop.example/pkg

go 1.23
