module example.com/gosound

go 1.25.0
