module example.com/pcmdrivers

go 1.25.0
