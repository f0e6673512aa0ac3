"""Registers of applications (依申请公开台账): tables recognised, each application counted into 表三 and 表四."""
