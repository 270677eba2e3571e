module orchard.example/shop

go 1.23
