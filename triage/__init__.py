"""A guided questionnaire for people who may have met a serious child safeguarding incident."""

__version__ = "0.1.0"
