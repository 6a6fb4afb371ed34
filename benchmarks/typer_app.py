"""The smallest command line that typer makes, to compare a start with."""

import typer

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def hello() -> None:
    """Does nothing."""


if __name__ == "__main__":
    app()
