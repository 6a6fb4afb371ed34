"""The wall chart (挂图作战) as a static site: the province, a page a city, a page an issue."""
